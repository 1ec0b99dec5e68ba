import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They start hubs, servers and disks of their own, and wait for them: last, one would keep a whole run waiting. */
const long = [
  'server/start',
  'commands/commands',
  'backup/backup',
  'faults/',
  'sources/two-hubs',
  'sources/pulling',
  'ingestion/kept',
  'server/killed-load',
  'coverage/table.',
  'graphql/fields-alone',
  'plan/completion-fields',
  'ingestion/samples',
];

/** Vitest's own order begins with the largest files, as long as it has not seen how long each of them takes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((name) => moduleId.includes(`/test/${name}`));
      return place === -1 ? long.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
