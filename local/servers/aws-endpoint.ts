import { CannotStart } from '../process/cannot-start';
import { isUrlListening } from '../process/ports';

/** Returns the endpoint that `AWS_ENDPOINT_URL` names. Throws {@link CannotStart} if it is not an HTTP address or nothing answers there. */
export async function requireAwsEndpoint(endpoint: string): Promise<string> {
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : '';
  if (!/^https?:$/.test(protocol))
    throw new CannotStart(
      `AWS_ENDPOINT_URL is ${endpoint}, which is not an HTTP address: write one, as in http://127.0.0.1:4566`,
    );
  if (await isUrlListening(endpoint, protocol === 'https:' ? 443 : 80)) return endpoint;
  throw new CannotStart(
    `AWS_ENDPOINT_URL is ${endpoint} and nothing answers there: start it, or unset the variable and an emulator is started for you`,
  );
}
