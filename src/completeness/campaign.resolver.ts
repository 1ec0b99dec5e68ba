import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { HubError } from '../errors.js';
import { assertWritable, type Context } from '../graphql/context.js';
import { readFiscalYear } from '../graphql/fiscal-year.js';
import { connect, readPage } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { readText } from '../graphql/text.js';
import { campaignOrder, campaigns, dropCampaign, setCampaign } from './campaign.sql.js';
import { CampaignArgs, CampaignConnection, CampaignType } from './campaign.type.js';
import { readDataset } from './completeness.resolver.js';
import { natureOf } from './completeness.rules.js';

/** @throws HubError `INVALID_TEXT` or `TEXT_TOO_SHORT` */
function readAuthor(text: string): string {
  const author = readText('author', text);
  if (author.length < 2) throw new HubError('TEXT_TOO_SHORT', { name: 'author', minimum: 2 });
  return author;
}

@Resolver()
export class CampaignResolver {
  @Query(() => CampaignConnection, {
    description: 'Les échéances des jeux de données, du dernier exercice au premier.',
  })
  async campaigns(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() context: Context) {
    const slice = await campaigns(context.em, readPage(first, after, campaignOrder));
    return connect(context, slice, ({ fiscalYear, dataset, natureOrder }) => [
      String(-fiscalYear),
      dataset,
      natureOrder,
    ]);
  }

  @Mutation(() => CampaignType, {
    nullable: true,
    description:
      'Fixe l’échéance d’un jeu de données pour un exercice, ou la déplace ; sans date, la retire, et ne renvoie rien.',
  })
  async setCampaign(@Args(() => CampaignArgs) args: CampaignArgs, @Ctx() context: Context) {
    assertWritable(context);
    const { em } = context;
    const dataset = readDataset(args.dataset);
    const author = readAuthor(args.author);
    const key = {
      dataset,
      fiscalYear: readFiscalYear(args.fiscalYear),
      nature: natureOf(dataset, args.nature),
    };
    if (args.dueOn != null) return setCampaign(em, key, args.dueOn, author);
    await dropCampaign(em, key);
    return null;
  }
}
