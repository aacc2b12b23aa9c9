import pipeline from './pipeline';
import { shortened } from './shortened';

export default shortened(pipeline);
