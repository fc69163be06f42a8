/** What the worker does: one function for each queue, each able to run twice without harm. */
import { and, eq, isNotNull, isNull, lt, notLike, or } from 'drizzle-orm';
import { attempts } from './attempts.ts';
import { checkChain } from './care.ts';
import { idempotencyKeys, type Context } from './command.ts';
import type { Config } from './config.ts';
import { mails, sendMail } from './mail.ts';
import { enqueue, type JobIds } from './queue.ts';

export { enqueue, type JobIds, type JobName } from './queue.ts';

export type Job = (context: Context, ids: JobIds, config: Config) => Promise<void>;

/** The work of no room in particular; scripts/worker.ts adds that of the rooms. */
export const jobs: Record<'mail.send' | 'tidy', Job> = {
	'mail.send': (context, ids, { smtpUrl, mailFrom }) =>
		sendMail(context, ids, smtpUrl ? { url: smtpUrl, from: mailFrom } : undefined),
	tidy: async (context, { operatorId }) => {
		await tidy(context, operatorId);
		await checkChain(context);
	},
};

const day = 86_400_000;

/** Removes what has served its purpose: keys of repeated forms, counts of tries. */
async function tidy({ database, actor, now }: Context, operatorId: string): Promise<void> {
	const before = (days: number) => new Date(now().getTime() - days * day);
	await database.as(actor, async (tx) => {
		const keys = idempotencyKeys;
		await tx.delete(keys).where(and(eq(keys.operatorId, operatorId), lt(keys.at, before(7))));
		await tx
			.delete(attempts)
			.where(and(eq(attempts.operatorId, operatorId), lt(attempts.at, before(2))));
	});
}

/**
 * Takes up letters that nobody works on any more: they waited for a mail server to be named, or were
 * given up while it was away. Run when a worker starts. Answers how many.
 */
export async function resumeMails(
	{ database, actor }: Context,
	inWork: ReadonlySet<string>,
): Promise<number> {
	const { operatorId } = actor;
	return database.as(actor, async (tx) => {
		const waiting = await tx
			.select({ id: mails.id })
			.from(mails)
			.where(
				and(
					eq(mails.operatorId, operatorId),
					isNull(mails.sentAt),
					isNotNull(mails.body),
					// an address that does not exist is for the secretariat to put right
					or(isNull(mails.lastFailure), notLike(mails.lastFailure, 'EENVELOPE 5%')),
				),
			)
			.orderBy(mails.queuedAt)
			.limit(10_000);
		const left = waiting.filter(({ id }) => !inWork.has(id));
		for (const { id } of left) await enqueue(tx, 'mail.send', { operatorId, mailId: id });
		return left.length;
	});
}
