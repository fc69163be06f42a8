import { and, eq, isNull } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { truncate } from '../../../kernel/text.ts';
import { keepResults } from '../../../gatherings/server/commands.ts';
import { sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { tie } from '../../../trace/server/commands.ts';
import { HandOnForm, TakeOverForm } from '../../forms.ts';
import { flat, longestCause, seatFor, treeOf, type Cause } from '../../rules.ts';
import { record, standing } from '../record.ts';
import { sourcesFor } from '../sources.ts';
import { causes } from '../tables.ts';
import { treeForChange, type TreeInScope } from '../visible.ts';
import { auditOf, refuseWhenFull, refuseWhenGone } from './change.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => treeForChange(tx, actor, id);
const allow = (_: unknown, { works }: TreeInScope) => works;

/** Opinions, notes and results stand in the tree as they were said, with where they come from. */
export const takeOver = command('cause.takeOver', {
	input: TakeOverForm,
	subject,
	allow,
	async run(work, { id, at, sources: keys }, { tree }) {
		const offered = await sourcesFor(work.tx, work.actor, tree);
		const sources = offered.filter(({ key }) => keys.includes(key));
		// somebody else took one of them over, or it was taken away where it was said
		if (sources.length !== keys.length) throw new Refusal('not-now', 'causes_changed_meanwhile');
		const rows: Cause[] = await standingFor(work, id, at, sources.length);
		let now = tree;
		for (const source of sources) {
			const seat = seatFor(rows, at, 'below');
			if (!seat) throw refuseField('sources', 'causes_too_deep');
			const cause = {
				...{ id: work.newId(), ...seat, reason: '', standing: 'hypothesis' as const },
				text: truncate(source.text, longestCause * 2),
			};
			now = await record(work, now, 'takeOver', {
				...cause,
				originKind: source.kind,
				originId: source.id,
				originSessionId: source.sessionId,
			});
			rows.push({ ...cause, revision: now.revision });
		}
		for (const session of new Set(sources.map(({ sessionId }) => sessionId)))
			await tie(work, { kind: 'session', id: session }, { kind: 'cause', id });
		return {
			result: { id },
			audit: {
				subject: { kind: 'cause', id },
				detail: { taken: sources.length, revision: now.revision },
			},
		};
	},
});

async function standingFor(work: Work, id: string, at: string | null, added: number) {
	const rows = await standing(work, id);
	refuseWhenFull(rows, added);
	refuseWhenGone(rows, at);
	return [...rows];
}

/** What the session found out becomes its result 「本質」, in the same words: the sheet and the report draw on it. */
export const handOn = command('cause.handOn', {
	input: HandOnForm,
	subject,
	allow,
	async run(work, { id, causeId }, { tree }) {
		const { tx, actor } = work;
		const cause = flat(treeOf(await standing(work, id))).find(
			(twig) => twig.cause.id === causeId,
		)?.cause;
		if (!cause || !tree.sessionId || cause.resultId)
			throw new Refusal('not-now', 'causes_changed_meanwhile');
		const { session } = await sessionOrRefuse(tx, actor, tree.sessionId);
		const [resultId] = await keepResults(work, session, { kind: 'rootCause' }, [cause.text]);
		if (!resultId) throw new Refusal('not-now', 'causes_changed_meanwhile');
		await tx
			.update(causes)
			.set({ resultId })
			.where(
				and(
					eq(causes.operatorId, actor.operatorId),
					eq(causes.id, causeId),
					isNull(causes.resultId),
				),
			);
		return { result: { id, causeId }, audit: auditOf(id, causeId, tree.revision) };
	},
});
