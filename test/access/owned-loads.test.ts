import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const amounts = (code: string, amount: number, key: string) =>
  `code insee;exercice;nature;montant;identifiant\n${code};2023;réel;${amount};${key}\n`;
const conventionHeader =
  'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee';

describe('what somebody has loaded', () => {
  let hub: CheckedHub;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub();
    const key = async (name: string, role: string, kind: string, code: string) => {
      keys[name] = (await hub.newKey({ name, role, territories: [{ kind, code }] })).text;
    };
    await key('Baugé', 'CONTRIBUTOR', 'COMMUNE', '49018');
    await key('Baugé aussi', 'CONTRIBUTOR', 'COMMUNE', '49018');
    await key('Angers', 'CONTRIBUTOR', 'COMMUNE', '49007');
    await key('Baugeois', 'CONTRIBUTOR', 'EPCI', '244900882');
    await key('Loire-Atlantique', 'ANALYST', 'DEPARTMENT', '44');
    keys.local = hub.local;
  });
  afterAll(() => hub.close());

  const ask = (who: string, query: string, variables = {}) =>
    hub.askAs(keys[who] as string, query, variables);
  const load = async (who: string, file: string, options = '') => {
    const response = await hub.app.inject({
      method: 'POST',
      url: `/loads?name=f.csv${options}`,
      headers: { 'x-ctg-hub': '1', authorization: `Bearer ${keys[who]}`, 'content-type': 'text/csv' },
      payload: file,
    });
    return { status: response.statusCode, ...response.json() };
  };
  const batch = async (who: string, revision: number) =>
    (
      await ask(
        who,
        'query B($revision: Int!) { batch(revision: $revision) { author onBehalfOf fileName isUndoable } }',
        { revision },
      )
    ).data.batch;
  const undo = (who: string, revision: number, author?: string) =>
    ask(
      who,
      'mutation U($revision: Int!, $author: String) { undoBatch(revision: $revision, author: $author) { revision removed } }',
      { revision, author },
    );

  it('bears the name of the key, and beside it the one that is typed', async () => {
    const typed = await load('Baugé', amounts('49018', 10, 'a'), '&author=Jo');
    expect([typed.status, await batch('Baugé', typed.revision)]).toEqual([
      200,
      { author: 'Baugé', onBehalfOf: 'Jo', fileName: 'f.csv', isUndoable: true },
    ]);
    const silent = await load('Baugé', amounts('49018', 11, 'a'));
    expect(await batch('Baugé', silent.revision)).toMatchObject({ author: 'Baugé', onBehalfOf: null });
  });

  it('is undone by those of the same territories and by administrators, and by nobody else', async () => {
    const { revision } = await load('Angers', amounts('49007', 20, 'b'));
    expect(await batch('Baugé', revision)).toEqual({
      author: 'hors de vos territoires',
      onBehalfOf: null,
      fileName: 'hors de vos territoires',
      isUndoable: false,
    });
    expect((await undo('Baugé', revision)).codes).toEqual(['BATCH_OF_OTHERS']);
    expect(await batch('local', revision)).toMatchObject({ author: 'Angers', isUndoable: true });
    const own = await load('Baugé', amounts('49018', 30, 'c'));
    expect((await batch('Baugé aussi', own.revision)).isUndoable).toBe(true);
    const undone = (await undo('Baugé aussi', own.revision, 'Zoé')).data.undoBatch;
    expect(undone.removed).toBe(1);
    expect(await batch('local', undone.revision)).toEqual({
      author: 'Baugé aussi',
      onBehalfOf: 'Zoé',
      fileName: 'f.csv',
      isUndoable: false,
    });
    expect((await undo('local', revision)).data.undoBatch.removed).toBe(1);
  });

  it('is followed by those of the same territories and by administrators', async () => {
    const running = async (who: string) =>
      new Set<string>(
        (await ask(who, '{ runningLoads { author } }')).data.runningLoads.map(
          ({ author }: { author: string }) => author,
        ),
      );
    expect(await running('Baugé')).toEqual(new Set(['Baugé']));
    expect(await running('Angers')).toEqual(new Set(['Angers']));
    expect(await running('local')).toEqual(new Set(['Baugé', 'Angers']));
    const { data } = await ask('local', '{ runningLoads { id author } }');
    const ofAngers = data.runningLoads.find(({ author }: { author: string }) => author === 'Angers').id;
    const one = 'query O($id: String!) { loadRun(id: $id) { author } }';
    expect((await ask('Angers', one, { id: ofAngers })).data.loadRun).toEqual({ author: 'Angers' });
    expect((await ask('Baugé', one, { id: ofAngers })).data.loadRun).toBe(null);
  });

  it('is rehearsed with the figures of the territory alone', async () => {
    const territories = async (who: string) => {
      const { impact } = await load(who, amounts('49018', 99, 'a'), '&dryRun=oui');
      return new Set(impact.map(({ territoryName }: { territoryName: string }) => territoryName));
    };
    expect(await territories('Baugé')).toEqual(new Set(['Baugé-en-Anjou (49018)']));
    expect(await territories('local')).toEqual(new Set(['Maine-et-Loire (49)']));
  });

  const problemsOf = async (who: string, row: string, isKept = false) => {
    const file = `${conventionHeader}\n${row}\n`;
    const { problems } = await load(who, file, isKept ? '' : '&dryRun=oui');
    return problems
      .filter(({ severity }: { severity: string }) => severity === 'ERROR')
      .map(({ code, message }: { code: string; message: string }) => [code, message]);
  };

  it.each([
    ['the EPCI, of its own communes', 'Baugeois', 'B-1,Baugeois-Vallée,EPCI,244900882,49,2024,2028,'],
    ['the commune, of itself', 'Baugé', 'B-2,Baugé,commune,,49,2024,2028,49018'],
    // One commune of the EPCI lies in another département: the convention is one whole.
    [
      'the analyst, of an EPCI across the border',
      'Loire-Atlantique',
      'B-3,Ancenis,EPCI,244400552,44,2024,2028,44003|49160',
    ],
  ])('may be a convention: %s', async (_, who, row) => {
    expect(await problemsOf(who, row)).toEqual([]);
  });

  it.each([
    ['a commune beside the EPCI', 'Baugeois', 'B-4,Baugeois,EPCI,244900882,49,2024,2028,49018|49007'],
    ['another EPCI as a whole', 'Baugeois', 'B-5,Deux EPCI,EPCI,244900882|244900015,49,2024,2028,'],
    ['a commune of another département', 'Loire-Atlantique', 'B-6,x,commune,,44,2024,2028,44003|49007'],
    ['nothing, elsewhere', 'Baugé', 'B-7,Baugé,commune,,13,2024,2028,'],
  ])('may not be a convention that reaches %s', async (_, who, row) => {
    const codes = (await problemsOf(who, row)).map(([code]: [string]) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(['PERIMETER_OUT_OF_REACH', 'OUTSIDE_SOURCE']).toEqual(expect.arrayContaining(codes));
  });

  it('says in French what goes beyond, and what to do', async () => {
    expect(await problemsOf('Baugeois', 'B-4,Baugeois,EPCI,244900882,49,2024,2028,49018|49007')).toEqual([
      [
        'PERIMETER_OUT_OF_REACH',
        'La convention s’étend à Angers (49007), hors de ce que votre accès permet d’écrire (CC Baugeois Vallée) : retirez-le du ' +
          'périmètre, ou demandez à la personne qui administre le hub de charger cette ligne.',
      ],
    ]);
  });

  it('cannot take another commune into a convention by an amendment', async () => {
    expect(await problemsOf('Baugeois', 'B-1,Baugeois-Vallée,EPCI,244900882,49,2024,2028,', true)).toEqual(
      [],
    );
    const amendment =
      'convention_ref,number,kind,effective_date,communes_added,summary\nB-1,1,périmètre,2025-01-01,49007,Une commune de plus\n';
    const { problems } = await load('Baugeois', amendment, '&dryRun=oui');
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['PERIMETER_OUT_OF_REACH']);
  });
});
