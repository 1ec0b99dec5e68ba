import type { Command } from 'commander';
import type { AccessKeyState } from '../access/keys/access-key.rules.js';
import { roleWords } from '../access/role-words.rules.js';
import { readTerritoryCode } from '../access/territory-code.rules.js';
import { HubError } from '../errors.js';
import { readDataset } from '../server/uploads/load-options.js';
import { foldName } from '../territory/territory.rules.js';
import { type Role, roles } from '../viewer.js';
import type { Output } from './report/terminal.js';
import { exitCodes, withHub } from './session.js';

interface Key {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccessKeyState;
  readonly expiresAt: string;
  readonly previousUntil: string | null;
  readonly lastUsedAt: string | null;
  readonly territories: readonly { readonly name: string }[];
}

interface Secret {
  readonly secret: string;
  readonly key: Key;
}

interface NewKeyOptions {
  readonly role: string;
  readonly territoire: readonly string[];
  readonly jeu: readonly string[];
  readonly jours?: string;
}

interface RenewalOptions {
  readonly jours?: string;
  readonly recouvrement?: string;
}

const fields = 'id name role state expiresAt previousUntil lastUsedAt territories { name }';
const creation = `mutation Create($input: AccessKeyInput!) { made: createAccessKey(input: $input) { secret key { ${fields} } } }`;
const renewal = `mutation Renew($id: String!, $lifetimeDays: Int, $overlapHours: Int) {
  made: renewAccessKey(id: $id, lifetimeDays: $lifetimeDays, overlapHours: $overlapHours) { secret key { ${fields} } }
}`;
const revocation = `mutation Revoke($id: String!) { revokeAccessKey(id: $id) { name } }`;
const list = `query Keys($after: String) {
  accessKeys(first: 200, after: $after) { nodes { ${fields} } pageInfo { endCursor hasNextPage } }
}`;

const each = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** Keys of access: made, listed, renewed, revoked. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('cle').description('Gère les clés d’accès du hub.');
  keys
    .command('creer')
    .argument('<nom>', 'à qui ou à quoi elle sert')
    .requiredOption('--role <rôle>', roles.map((role) => roleWords[role]).join(', '))
    .option(
      '--territoire <code>',
      'l’un de ses territoires, par exemple DEPARTEMENT:49 (à répéter)',
      each,
      [],
    )
    .option(
      '--jeu <jeu>',
      'l’un des jeux de données d’un partenaire, tel que « subventions » (à répéter)',
      each,
      [],
    )
    .option('--jours <n>', 'jours pendant lesquels elle est valable (365 par défaut)')
    .description('Crée une clé, et l’affiche : une seule fois.')
    .action((name: string, options: NewKeyOptions, command: Command) => createKey(name, options, command));
  keys
    .command('lister')
    .description('Liste les clés, sans leur secret.')
    .action((_options: object, command: Command) => listKeys(command));
  keys
    .command('renouveler')
    .argument('<identifiant>', 'identifiant de la clé, tel que « cle lister » le donne')
    .option('--jours <n>', 'jours pendant lesquels elle est valable (365 par défaut)')
    .option(
      '--recouvrement <heures>',
      'heures pendant lesquelles l’ancien secret sert encore (24 par défaut)',
    )
    .description('Donne un autre secret à une clé, et l’affiche : une seule fois.')
    .action((id: string, options: RenewalOptions, command: Command) => renewKey(id, options, command));
  keys
    .command('revoquer')
    .argument('<identifiant>', 'identifiant de la clé, tel que « cle lister » le donne')
    .description('Révoque une clé, pour toujours.')
    .action((id: string, _options: object, command: Command) => revokeKey(id, command));
}

function createKey(
  name: string,
  { role, territoire, jeu, jours }: NewKeyOptions,
  command: Command,
): Promise<void> {
  const input = {
    name,
    role: readRole(role),
    territories: territoire.map(readTerritory),
    datasets: jeu.length === 0 ? null : jeu.map((text) => readDataset(text).name),
    ...(jours !== undefined && { lifetimeDays: readNumber('--jours', jours) }),
  };
  return withHub(command, async ({ hub, out }) => {
    const { made } = await hub.ask<{ made: Secret }>(creation, { input });
    tell(made, out);
    return exitCodes.done;
  });
}

function renewKey(id: string, { jours, recouvrement }: RenewalOptions, command: Command): Promise<void> {
  const variables = {
    id,
    ...(jours !== undefined && { lifetimeDays: readNumber('--jours', jours) }),
    ...(recouvrement !== undefined && { overlapHours: readNumber('--recouvrement', recouvrement) }),
  };
  return withHub(command, async ({ hub, out }) => {
    const { made } = await hub.ask<{ made: Secret }>(renewal, variables);
    tell(made, out);
    const { previousUntil } = made.key;
    out.say(
      previousUntil === null
        ? 'L’ancien secret ne sert plus.'
        : `L’ancien secret sert encore jusqu’au ${momentOf(previousUntil)}.`,
    );
    return exitCodes.done;
  });
}

function revokeKey(id: string, command: Command): Promise<void> {
  return withHub(command, async ({ hub, out }) => {
    const { revokeAccessKey } = await hub.ask<{ revokeAccessKey: { name: string } }>(revocation, { id });
    out.say(`La clé « ${revokeAccessKey.name} » est révoquée.`, 'good');
    return exitCodes.done;
  });
}

interface Page {
  readonly accessKeys: {
    readonly nodes: readonly Key[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

function listKeys(command: Command): Promise<void> {
  return withHub(command, async ({ hub, out }) => {
    let after: string | null = null;
    do {
      const { accessKeys }: Page = await hub.ask<Page>(list, { after });
      for (const key of accessKeys.nodes) describe(key, out);
      after = accessKeys.pageInfo.hasNextPage ? accessKeys.pageInfo.endCursor : null;
    } while (after !== null);
    return exitCodes.done;
  });
}

function tell({ secret, key }: Secret, out: Output): void {
  out.say(
    `Clé « ${key.name} » (${roleWords[key.role]}), valable jusqu’au ${momentOf(key.expiresAt)} :`,
    'good',
  );
  out.command(secret);
  out.say('Elle n’est montrée qu’ici. Envoyez-la par l’en-tête « Authorization: Bearer … ».');
}

const states: Readonly<Record<AccessKeyState, string>> = {
  LIVE: 'valable jusqu’au',
  EXPIRED: 'expirée depuis le',
  REVOKED: 'révoquée ; elle expirait le',
};

function describe({ id, name, role, state, expiresAt, lastUsedAt, territories }: Key, out: Output): void {
  const places = territories.map((territory) => territory.name).join(', ');
  out.say(`${id} — ${name}`, 'title');
  out.say(`${roleWords[role]}${places === '' ? '' : ` : ${places}`}`, 'plain', 4);
  const use = lastUsedAt === null ? 'jamais utilisée' : `dernier usage le ${momentOf(lastUsedAt)}`;
  out.say(`${states[state]} ${momentOf(expiresAt)}, ${use}`, 'faint', 4);
}

const wrong = (name: string, value: string, expected: string) =>
  new HubError('INVALID_OPTION', { name, value: value.slice(0, 40), expected });

/** @throws HubError `INVALID_OPTION` */
function readRole(text: string): Role {
  const found = roles.find((role) =>
    [role, roleWords[role]].some((word) => foldName(word) === foldName(text)),
  );
  if (found) return found;
  throw wrong('--role', text, roles.map((role) => roleWords[role]).join(', '));
}

/** @throws HubError `INVALID_OPTION` */
function readTerritory(text: string) {
  const found = readTerritoryCode(text);
  if (found) return found;
  throw wrong(
    '--territoire',
    text,
    'son espèce et son code, par exemple DEPARTEMENT:49, EPCI:244900015 ou COMMUNE:49018',
  );
}

/** @throws HubError `INVALID_OPTION` */
function readNumber(name: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw wrong(name, text, 'un nombre entier');
}

const momentOf = (iso: string): string =>
  new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });
