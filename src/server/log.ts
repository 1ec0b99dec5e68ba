import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.js';

/** The log of a hub. A request is its method and address: never its headers, nor the machine that it comes from. */
export function hubLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const serializers = { req: ({ method, url }: { method: string; url: string }) => ({ method, url }) };
  return destination ? pino({ level, serializers }, destination) : pino({ level, serializers });
}
