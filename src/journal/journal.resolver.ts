import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { passing } from '../graphql/keeping.js';
import { readList } from '../graphql/list.js';
import { connect, readPage } from '../graphql/page.js';
import { readText } from '../graphql/text.js';
import { territoryById, territoryOfRef } from '../territory/territory.resolver.js';
import { TerritoryType } from '../territory/territory.type.js';
import { JournalArgs } from './journal.input.js';
import { type JournalRow, journalPage, latestFirst } from './journal.sql.js';
import { JournalEntryConnection, JournalEntryType } from './journal.type.js';

@Resolver(() => JournalEntryType)
export class JournalResolver {
  @Query(() => JournalEntryConnection, {
    description:
      'Le journal : qui a lu, exporté, chargé ou administré quoi, quand, avec quels filtres et à quelle révision, du plus récent au ' +
      'plus ancien. Écrit quelques secondes après la demande, et effacé au bout du temps que le hub se donne (douze mois par défaut).',
  })
  async journal(@Args(() => JournalArgs) args: JournalArgs, @Ctx() context: Context) {
    // Each question adds to it, this one too.
    passing(context);
    const { viewer, kinds, from = null, to = null, territory, readsContacts = null } = args;
    const filter = {
      viewer: viewer == null ? null : readText('viewer', viewer),
      kinds: readList('kinds', kinds),
      from,
      to,
      territory: territory == null ? null : (await territoryOfRef(context, territory)).id,
      readsContacts,
    };
    const slice = await journalPage(context.em, filter, readPage(args.first, args.after, latestFirst));
    return connect(context, slice, ({ id }) => [String(-id)]);
  }

  @FieldResolver(() => [TerritoryType], {
    description: 'Les territoires que la demande nomme ; sans ceux que le hub ne connaît pas.',
  })
  async territories(@Root() { territoryIds }: JournalRow, @Ctx() context: Context) {
    const found = await Promise.all(territoryIds.map((id) => territoryById(context, id)));
    return found.filter((each) => each !== null);
  }
}
