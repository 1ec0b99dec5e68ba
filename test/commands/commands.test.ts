import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HubProcesses, hubProcesses, shortLived } from '../server/hub-process.js';
import { eventually } from '../setup/eventually.js';

const header = 'code insee;exercice;nature;montant;identifiant;secteur';
const good = `${header}\n49228;2023;réel;1 200,50;a;petite enfance\n49228;2024;réel;200;b;enfance\n`;
const summed = `${header}\n49228;2021;réel;100;t;petite enfance\nTOTAL;;;100;;\n`;
const bad = `${header}\n49228;2023;réel;9;c;petite enfance\n49228;2023;réel;dix;d;cantine\n49228;2023;réel;dix;e;cantine\n`;

/** The built command line as a user calls it, on a base of its own. */
describe('the command line', { timeout: 240_000 }, () => {
  const { engine } = inject('templates');
  const folder = mkdtempSync(join(tmpdir(), 'ctg-hub-commands-'));
  let hubs: HubProcesses;
  let env: NodeJS.ProcessEnv;
  let address: string;
  /** Stays for the tests that need none of their own: a command that goes through it need not open the base. */
  let running: Awaited<ReturnType<typeof startHub>> | undefined;

  beforeAll(async () => {
    hubs = await hubProcesses('west_facts');
    address = join(hubs.directory, 'facts/hub-address');
    env = { ...process.env, ...hubs.environment };
    writeFileSync(join(folder, 'bon fichier.csv'), good);
    writeFileSync(join(folder, 'total.csv'), summed);
    writeFileSync(join(folder, 'mauvais.csv'), bad);
    writeFileSync(join(folder, 'lettre.csv'), 'Madame, Monsieur\n');
  });
  afterAll(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
    await hubs.drop();
  });

  /** Runs a command where the files are: the hub finds its own wherever it is called from. */
  async function ctg(...args: string[]) {
    const child = spawn(process.execPath, [...shortLived, join(process.cwd(), 'dist/src/cli.js'), ...args], {
      cwd: folder,
      env,
    });
    const [out, err] = [child.stdout, child.stderr].map(textOf);
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, out: (await out) ?? '', err: (await err) ?? '' };
  }

  async function textOf(stream: ChildProcess['stdout']): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream ?? []) chunks.push(chunk);
    // What is read matters here, not which spaces hold it together.
    return Buffer.concat(chunks).toString().replaceAll('\u00a0', ' ');
  }

  /** Starts the hub itself: as long as it runs, commands go through it. */
  async function startHub(settings: NodeJS.ProcessEnv = {}) {
    const hub = spawn(process.execPath, [...shortLived, 'dist/src/main.js'], {
      env: { ...env, ...settings },
    });
    const ended = new Promise((resolve) => hub.once('exit', resolve));
    let said = '';
    await new Promise<void>((resolve) =>
      hub.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Ctrl+C')) resolve();
      }),
    );
    const stop = async () => {
      hub.kill('SIGTERM');
      await ended;
    };
    return { said, stop };
  }

  /** What a report says, but for the time that it took. */
  const timeless = (text: string) => text.replace(/en [\d,]+ s/, 'en … s');

  it('rehearses', async () => {
    const { code, out, err } = await ctg('check', 'bon fichier.csv');
    expect(err).not.toContain('Premier démarrage');
    expect(timeless(out)).toBe(
      [
        'bon fichier.csv — Subventions',
        '2 lignes lues en … s',
        '',
        'Ce que le chargement ferait',
        '  2 ajoutés',
        ...timeless(out).split('\n').slice(5, -4),
        'Ce fichier peut être chargé. Rien n’est encore écrit.',
        'Pour le charger :',
        '  npm run -s ctg -- load "bon fichier.csv"',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('loads, once, and undoes', async () => {
    const first = await ctg('load', 'bon fichier.csv', '--auteur', 'Ana Martin');
    const [, revision = ''] = /chargement n° (\d+)/.exec(first.out) ?? [];
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringContaining(`  npm run -s ctg -- undo ${revision}\n`),
    ]);
    const again = await ctg('load', 'bon fichier.csv');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('Rien à changer')]);
    expect((await ctg('batches', '--nombre', '1')).out).toContain(`n° ${revision} — Subventions\n`);
    const undone = await ctg('undo', revision);
    expect([undone.code, undone.out]).toEqual([
      0,
      `Le chargement n° ${revision} est annulé (n° ${Number(revision) + 1}).\n2 enregistrements retirés.\n`,
    ]);
  });

  it('names a template as the page does', async () => {
    const name = 'Modèle Avenants Morannes sur Sarthe-Daumeray.xlsx';
    const template = await ctg('template', 'avenants', '--territoire', '49220');
    expect(template.out).toBe(`Modèle écrit : ${name}\n`);
    expect(existsSync(join(folder, name))).toBe(true);
  });

  it('groups what is wrong by cause, and says the same through the hub that runs', async () => {
    const alone = await ctg('check', 'mauvais.csv');
    expect(alone.code).toBe(1);
    expect(alone.out).toMatch(
      /À corriger\n {2}1\. « dix » n’est pas un montant en euros.*\n {5}colonne D « montant », lignes 3, 4\n/,
    );
    expect(alone.out).toContain('Ce fichier serait refusé : 4 erreurs à corriger.');
    expect(alone.out).toContain(
      'Ou laissez 2 lignes dehors, et chargez celle qui est bonne :\n  npm run -s ctg -- load mauvais.csv --lignes-valides\n',
    );

    running = await startHub();
    if (engine === 'embedded') expect(readFileSync(address, 'utf8')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    const through = await ctg('check', 'mauvais.csv');
    expect([through.code, timeless(through.out)]).toEqual([1, timeless(alone.out)]);
    const unknown = await ctg('undo', '999');
    expect([unknown.code, unknown.err]).toEqual([
      1,
      expect.stringContaining('Aucun chargement ne porte le n° 999'),
    ]);
  });

  it('has nothing to correct in a right total, and knows the file again', async () => {
    const left = '1 ligne de total, comparée et non comptée.\n';
    const first = await ctg('load', 'total.csv', '--jeu', 'subventions');
    expect(first.out).toContain(`\n${left}Pour revenir en arrière :\n`);
    const again = await ctg('load', 'total.csv');
    expect(again.out.endsWith(`Rien à changer : le hub sait déjà tout ce que dit ce fichier.\n${left}`)).toBe(
      true,
    );
  });

  it('proposes commands with the options of its own, or those that it takes', async () => {
    const { out } = await ctg('check', 'bon fichier.csv', '--jeu', 'subventions', '--remplacer-exercice');
    expect(out).toContain(
      '\n  npm run -s ctg -- load "bon fichier.csv" --jeu subventions --remplacer-exercice\n',
    );
    const unknownContent = await ctg('check', 'lettre.csv');
    expect(unknownContent.out).toContain(
      'ajoutez à la commande --jeu et l’un de ces\nmots : conventions, avenants,',
    );
    expect(unknownContent.out).not.toContain('relancez la même commande');
  });

  it('is alone again when the hub has stopped, or was killed', async () => {
    await running?.stop();
    expect(existsSync(address)).toBe(false);

    // One that was killed leaves an address behind, where nobody answers.
    if (engine === 'embedded') writeFileSync(address, 'http://127.0.0.1:9\n');
    const refused = await ctg('load', 'mauvais.csv', '--json');
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([1, { isAccepted: false, rejected: 2 }]);
  });

  it('makes, lists, renews and revokes keys, and goes through a hub that asks for one', async () => {
    const made = await ctg('cle', 'creer', 'tableau de bord', '--role', 'administrateur', '--jours', '30');
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^ {2}ctg_[0-9a-f]{16}_[\w-]{43}$/m)]);
    const [text = '', id = ''] = /ctg_([0-9a-f]{16})_[\w-]{43}/.exec(made.out) ?? [];

    running = await startHub({ CTG_HUB_ACCESS: 'keys' });
    expect(running.said).toContain('par clé');
    const api = /API GraphQL {2}(\S+)/.exec(running.said)?.[1] ?? '';
    const statusAs = async (key: string) =>
      (
        await fetch(api, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
          body: '{"query":"{ hub { vintage } }"}',
        })
      ).status;
    expect([await statusAs(''), await statusAs(text)]).toEqual([401, 200]);

    const limits = ['--role', 'contributeur', '--territoire', 'COMMUNE:49007'];
    expect((await ctg('cle', 'creer', 'Angers', ...limits)).code).toBe(0);
    const listed = await ctg('cle', 'lister');
    expect(listed.out).toContain(`${id} — tableau de bord`);
    expect(listed.out).toContain('contributeur : Angers');
    expect(listed.out).not.toContain(text);
    const renewed = await ctg('cle', 'renouveler', id, '--recouvrement', '0');
    expect(renewed.out).toContain('L’ancien secret ne sert plus.');
    const [fresh = ''] = /ctg_[0-9a-f]{16}_[\w-]{43}/.exec(renewed.out) ?? [];
    await eventually(async () => expect(await statusAs(text)).toBe(401));
    expect(await statusAs(fresh)).toBe(200);
    expect((await ctg('cle', 'revoquer', id)).out).toContain('La clé « tableau de bord » est révoquée.');
    await eventually(async () => expect(await statusAs(fresh)).toBe(401));
    const wrong = [
      [['cle', 'creer', 'x', '--role', 'roi'], 'administrateur, analyste'],
      [['cle', 'creer', 'x', '--role', 'analyste', '--territoire', '49'], 'DEPARTEMENT:49'],
      [['cle', 'creer', 'x', '--role', 'analyste'], 'au moins un territoire'],
      [['cle', 'revoquer', 'inconnue'], 'Aucune clé d’accès'],
    ] as const;
    const answers = await Promise.all(wrong.map(([args]) => ctg(...args)));
    expect(answers.map(({ code, err }) => [code, err.replaceAll('\n', ' ')])).toEqual(
      wrong.map(([, words]) => [2, expect.stringContaining(words)]),
    );
    await running.stop();
  });
});
