import { and, eq, inArray, lt } from 'drizzle-orm';
import { Refusal } from '../../kernel/refusal.ts';
import type { Config } from '../../server/config.ts';
import type { Context } from '../../server/command.ts';
import { eraseContent, forgetFiles, keepMade, type MediaType } from '../../server/files.ts';
import { log } from '../../server/log.ts';
import { keptFor, type Format, type Problem } from '../rules.ts';
import type { PaperKinds } from './kinds.ts';
import { putTogether, type Made } from './put-together.ts';
import type { Paper } from './queries.ts';
import { papers } from './tables.ts';
import { NoTypst } from './typst.ts';

export type Workshop = { config: Config; kinds: PaperKinds };

const types = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<Format, MediaType>;

/** Makes one paper that was asked for. Only the worker runs this, from its sources. */
export async function makePaper(
	context: Context,
	{ operatorId, paperId = '' }: { operatorId: string; paperId?: string },
	workshop: Workshop,
): Promise<void> {
	const paper = await begin(context, operatorId, paperId);
	if (!paper) return;
	let made: Made;
	try {
		made = await putTogether(context, paper, workshop, (done) => change(context, paper, { done }));
	} catch (failure) {
		const problem = problemOf(failure);
		// the words of people never stand in these messages (render.ts)
		if (problem !== 'gone') log.error({ paper: paper.id, failure: String(failure) }, 'no paper');
		await change(context, paper, { state: 'failed', problem });
		return;
	}
	await finish(context, paper, workshop.config, made);
}

async function begin(
	{ database, actor, now }: Context,
	operatorId: string,
	id: string,
): Promise<Paper | undefined> {
	const [paper] = await database.as(actor, (tx) =>
		tx
			.update(papers)
			.set({ state: 'making', begunAt: now(), done: 0 })
			.where(
				and(
					eq(papers.operatorId, operatorId),
					eq(papers.id, id),
					inArray(papers.state, ['waiting', 'making']),
				),
			)
			.returning(),
	);
	return paper;
}

function problemOf(failure: unknown): Problem {
	if (failure instanceof Refusal) return 'gone';
	return failure instanceof NoTypst ? 'typst' : 'fault';
}

/** Only while it is being made: whoever began again is not disturbed. */
async function change(
	{ database, actor }: Context,
	{ operatorId, id, begunAt }: Paper,
	values: Partial<Paper>,
): Promise<void> {
	const begun = begunAt ? eq(papers.begunAt, begunAt) : undefined;
	await database.as(actor, (tx) =>
		tx
			.update(papers)
			.set(values)
			.where(
				and(
					eq(papers.operatorId, operatorId),
					eq(papers.id, id),
					eq(papers.state, 'making'),
					begun,
				),
			),
	);
}

async function finish(
	{ database, actor, now, newId }: Context,
	{ operatorId, id, format }: Paper,
	{ dataFolder }: Config,
	{ content, title, pages, missing }: Made,
): Promise<void> {
	const mine = and(eq(papers.operatorId, operatorId), eq(papers.id, id));
	await database.as(actor, async (tx) => {
		const expiresAt = new Date(now().getTime() + keptFor);
		const [finished] = await tx
			.update(papers)
			.set({ state: 'ready', madeAt: now(), expiresAt, pages, missing })
			.where(and(mine, eq(papers.state, 'making')))
			.returning({ id: papers.id });
		if (!finished) return;
		const file = { name: `${title}.${format}`, mediaType: types[format], content };
		const work = { tx, actor, now, newId };
		const fileId = await keepMade(work, dataFolder, file, { kind: 'paper', id });
		await tx.update(papers).set({ fileId }).where(mine);
	});
}

const day = 86_400_000;

/**
 * Papers whose day is over can no longer be had; their content goes a day later, so that a backup that is under way still
 * finds what it has listed; who asked for what is forgotten after a month.
 */
export async function tidyPapers(
	{ database, actor, now }: Context,
	{ dataFolder }: Pick<Config, 'dataFolder'>,
): Promise<void> {
	const { operatorId } = actor;
	const here = eq(papers.operatorId, operatorId);
	const before = (days: number) => new Date(now().getTime() - days * day);
	const gone = await database.as(actor, async (tx) => {
		const over = await tx
			.update(papers)
			.set({ state: 'expired' })
			.where(and(here, eq(papers.state, 'ready'), lt(papers.expiresAt, now())))
			.returning({ id: papers.id });
		await forgetFiles(
			tx,
			operatorId,
			'paper',
			over.map(({ id }) => id),
		);
		const emptied = await tx
			.select({ fileId: papers.fileId })
			.from(papers)
			.where(and(here, eq(papers.state, 'expired'), lt(papers.expiresAt, before(1))));
		return emptied.flatMap(({ fileId }) => fileId ?? []);
	});
	for (const fileId of gone) await eraseContent(dataFolder, operatorId, fileId);
	await database.as(actor, async (tx) => {
		if (gone.length > 0)
			await tx
				.update(papers)
				.set({ fileId: null })
				.where(and(here, inArray(papers.fileId, gone)));
		await tx
			.delete(papers)
			.where(
				and(here, inArray(papers.state, ['expired', 'failed']), lt(papers.askedAt, before(30))),
			);
	});
}
