/** How a person calls the command again: `npx slipway` if npx runs it, which it says in the environment. */
export const commandName = ({ npm_command: npm }: NodeJS.ProcessEnv): string => (npm === 'exec' ? 'npx slipway' : 'slipway');
