import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.js';
import { withoutSecrets } from '../privacy/personal-text.rules.js';
import { toldError } from './told-error.js';

/** A request as the log may have it: its path, without what is asked. */
const toldRequest = ({ method, url }: { method: string; url: string }) => ({
  method,
  url: withoutSecrets(url.replace(/\?[\s\S]*$/, '')),
});

/**
 * The log of a hub. A request is its method and path: never what it asks, its headers, nor the machine that it comes from. An error is its
 * words and its place: never what it was about.
 */
export function hubLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    serializers: { req: toldRequest, err: toldError },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']) {
        const told = args.map((each) => (typeof each === 'string' ? withoutSecrets(each) : each));
        method.apply(this, told as typeof args);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
