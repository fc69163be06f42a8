import { and, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { command, type Work } from '../../server/command.ts';
import { enqueue } from '../../server/queue.ts';
import { AskForPaper, OnePaper } from '../forms.ts';
import { afterPaper, mayRetry, mayTake, shortCode, stuckAfter } from '../rules.ts';
import {
	kindOrRefuse,
	partsIn,
	readerOf,
	type PaperKind,
	type PaperKinds,
	type PaperPart,
} from './kinds.ts';
import { paperOrRefuse } from './queries.ts';
import { paperAddresses, papers } from './tables.ts';

type Asked = { kind: PaperKind; subject: unknown; chosen: PaperPart<unknown>[] };

/** Asks for a paper; the worker makes it. One for everybody that is there already is not made again. */
export const askForPaper = (kinds: PaperKinds) =>
	command('paper.ask', {
		input: AskForPaper,
		subject: async ({ tx, actor }, { kind: name, subjectId, parts }): Promise<Asked> => {
			const kind = kindOrRefuse(kinds, name);
			const reader = readerOf(kind, actor);
			const subject = await kind.open(tx, reader, subjectId);
			const wanted = kind.parts.length === 1 ? kind.parts : partsIn(kind, parts);
			const chosen: PaperPart<unknown>[] = [];
			for (const part of wanted)
				if (!part.isThere || (await part.isThere(tx, reader, subject))) chosen.push(part);
			return { kind, subject, chosen };
		},
		// whoever may not have it did not get through `open`
		allow: () => true,
		async run(work, wanted, { kind, subject, chosen }) {
			const { tx, actor, now, newId } = work;
			const parts = chosen.map(({ name }) => name);
			if (parts.length === 0) throw refuseField('parts', 'papers_parts_missing');
			if (!kind.formats.includes(wanted.format))
				throw refuseField('format', 'field_choice_unknown');
			const { subjectId, format, locale } = wanted;
			const version = kind.versionOf(subject);
			const copies = await copiesOf(work, subject, chosen, wanted.copies);
			const made = { kind: kind.name, subjectId, format, locale, parts, copies, version };
			const earlier = kind.isForAll ? await alreadyThere(work, made) : undefined;
			const id = earlier ?? newId();
			if (!earlier) {
				await tx.insert(papers).values({
					...made,
					...{ operatorId: actor.operatorId, id, state: 'waiting' },
					...{ askedBy: kind.isForAll ? null : personOf(actor), askedAt: now() },
				});
				if (kind.addressOf) await giveAddress(work, kind.addressOf(subjectId).kind, subjectId);
				await enqueue(tx, 'paper.make', { operatorId: actor.operatorId, paperId: id });
			}
			return {
				result: { id },
				audit: {
					subject: { kind: 'paper', id },
					detail: { kind: kind.name, of: subjectId, parts, format, again: Boolean(earlier) },
				},
			};
		},
	});

/** What nobody gave a number for comes as often as it is usual. */
async function copiesOf(
	{ tx, actor }: Work,
	subject: unknown,
	parts: readonly PaperPart<unknown>[],
	given: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
	const made: Record<string, number> = {};
	for (const { name, copies } of parts)
		if (copies) made[name] = given[name] ?? (await copies.suggested(tx, actor, subject));
	return made;
}

async function alreadyThere(
	{ tx, actor, now }: Work,
	wanted: Pick<
		typeof papers.$inferInsert,
		'kind' | 'subjectId' | 'format' | 'locale' | 'parts' | 'version'
	>,
): Promise<string | undefined> {
	const { kind, subjectId, format, locale, parts, version } = wanted;
	const same = and(
		eq(papers.operatorId, actor.operatorId),
		eq(papers.kind, kind),
		eq(papers.subjectId, subjectId),
		eq(papers.format, format),
		eq(papers.locale, locale),
		eq(papers.parts, parts),
		eq(papers.version, version),
		isNull(papers.askedBy),
	);
	const at = now().getTime();
	// an hour is left, so that nobody is sent to a paper that goes while they read about it
	const isReady = gt(papers.expiresAt, new Date(at + 3_600_000));
	const isOnTheWay = and(
		inArray(papers.state, ['waiting', 'making']),
		gt(papers.askedAt, new Date(at - stuckAfter)),
	);
	const [found] = await tx
		.select({ id: papers.id })
		.from(papers)
		.where(and(same, or(isReady, isOnTheWay)))
		.orderBy(desc(papers.askedAt))
		.limit(1);
	return found?.id;
}

async function giveAddress(
	{ tx, actor, now, newId }: Work,
	subjectKind: string,
	subjectId: string,
): Promise<void> {
	await tx
		.insert(paperAddresses)
		.values({
			operatorId: actor.operatorId,
			code: shortCode(newId()),
			...{ subjectKind, subjectId, madeAt: now() },
		})
		.onConflictDoNothing();
}

/** It failed, or hangs: once more. */
export const retryPaper = (kinds: PaperKinds) =>
	command('paper.retry', {
		input: OnePaper,
		subject: ({ tx, actor }, { id }) => paperOrRefuse(tx, actor, kinds, id),
		allow: (actor, { paper }) => mayTake(actor, paper),
		async run({ tx, actor, now }, { id }, { paper }) {
			const { operatorId } = actor;
			const to = mayRetry(paper, now()) && afterPaper(paper.state, 'retry');
			if (!to) throw new Refusal('not-now', 'refusal_changed_meanwhile');
			const [again] = await tx
				.update(papers)
				.set({ state: to, problem: null, done: 0, begunAt: null })
				.where(
					and(eq(papers.operatorId, operatorId), eq(papers.id, id), eq(papers.state, paper.state)),
				)
				.returning({ id: papers.id });
			if (!again) throw new Refusal('not-now', 'refusal_changed_meanwhile');
			await enqueue(tx, 'paper.make', { operatorId, paperId: id });
			return {
				result: { id },
				audit: { subject: { kind: 'paper', id }, detail: { from: paper.state, to } },
			};
		},
	});
