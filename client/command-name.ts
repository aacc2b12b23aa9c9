/** How a person calls the command again: npx says of itself that it runs it. */
export const commandName = ({ npm_command: npm }: NodeJS.ProcessEnv): string => (npm === 'exec' ? 'npx slipway' : 'slipway');
