import { and, eq, isNotNull } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { AddForm, CauseForm, MoveForm, RewordForm } from '../../forms.ts';
import { deepest, flat, mostCauses, seatAfter, seatFor, treeOf } from '../../rules.ts';
import { causeAsRead, record, standing, type CauseRow } from '../record.ts';
import { causes } from '../tables.ts';
import { treeForChange, type TreeInScope } from '../visible.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => treeForChange(tx, actor, id);
const allow = (_: unknown, { works }: TreeInScope) => works;

/** One more answer to 「なぜ」, below a cause or beside it; two who add at once both find theirs. */
export const addCause = command('cause.add', {
	input: AddForm,
	subject,
	allow,
	async run(work, { id, text, at, where }, { tree }) {
		const rows = await standing(work, id);
		refuseWhenFull(rows, 1);
		refuseWhenGone(rows, at);
		const seat = seatFor(rows, at, where);
		if (!seat) throw refuseField('text', 'causes_too_deep');
		const causeId = work.newId();
		const { revision } = await record(work, tree, 'add', {
			...{ id: causeId, ...seat, text, reason: '', standing: 'hypothesis' },
		});
		return { result: { id, causeId }, audit: auditOf(id, causeId, revision) };
	},
});

/** Other words, another judgement, its reason; the words before stay in the history. */
export const rewordCause = command('cause.reword', {
	input: RewordForm,
	subject,
	allow,
	async run(work, { id, causeId, revision, ...words }, { tree }) {
		const before = causeAsRead(await standing(work, id), causeId, revision);
		if (words.standing !== 'hypothesis' && !words.reason)
			throw refuseField('reason', 'causes_reason_missing');
		const { parentId, place } = before;
		const after = await record(work, tree, 'reword', { id: causeId, parentId, place, ...words });
		return {
			result: { id, causeId },
			audit: {
				subject: { kind: 'cause', id },
				detail: { cause: causeId, revision: after.revision, standing: words.standing },
			},
		};
	},
});

/** Up, down, below the one before, out to the level above; everything below goes along. */
export const moveCause = command('cause.move', {
	input: MoveForm,
	subject,
	allow,
	async run(work, { id, causeId, revision, move }, { tree }) {
		const rows = await standing(work, id);
		const before = causeAsRead(rows, causeId, revision);
		const seat = seatAfter(rows, causeId, move);
		if (!seat) throw new Refusal('not-now', 'causes_nowhere_to_move');
		const after = await record(work, tree, 'move', { ...wordsOf(before), ...seat });
		return { result: { id, causeId }, audit: auditOf(id, causeId, after.revision) };
	},
});

/** Taken out of the tree with all that hangs below it; it stays in the history and can be brought back. */
export const removeCause = command('cause.remove', {
	input: CauseForm,
	subject,
	allow,
	async run(work, { id, causeId, revision }, { tree }) {
		const rows = await standing(work, id);
		const before = causeAsRead(rows, causeId, revision);
		const { parentId, place } = before;
		const after = await record(work, tree, 'remove', { ...wordsOf(before), parentId, place });
		return { result: { id, causeId }, audit: auditOf(id, causeId, after.revision) };
	},
});

/** Back to where it was; to the first level when what it hung below is gone. */
export const restoreCause = command('cause.restore', {
	input: CauseForm,
	subject,
	allow,
	async run(work, { id, causeId, revision }, { tree }) {
		const rows = await standing(work, id);
		const [gone] = await work.tx
			.select()
			.from(causes)
			.where(
				and(
					eq(causes.operatorId, work.actor.operatorId),
					eq(causes.treeId, id),
					eq(causes.id, causeId),
					eq(causes.revision, revision),
					isNotNull(causes.removedAt),
				),
			);
		if (!gone) throw new Refusal('not-now', 'causes_changed_meanwhile');
		const rest = [...rows, gone];
		if (treeCount(rest) > mostCauses) throw new Refusal('not-now', 'causes_too_many');
		const isReached = reached(rest).some(({ cause }) => cause.id === causeId);
		const seat = isReached ? gone : seatFor(rows, null, 'below');
		if (
			!seat ||
			reached([...rows, { ...gone, ...seatOf(seat) }]).some(({ depth }) => depth > deepest)
		)
			throw new Refusal('not-now', 'causes_too_deep');
		const after = await record(work, tree, 'restore', { ...wordsOf(gone), ...seatOf(seat) });
		return { result: { id, causeId }, audit: auditOf(id, causeId, after.revision) };
	},
});

export function refuseWhenFull(rows: readonly CauseRow[], added: number): void {
	if (treeCount(rows) + added > mostCauses) throw refuseField('text', 'causes_too_many');
}

/** What somebody wanted to add to was taken away meanwhile: their words come back to them. */
export function refuseWhenGone(rows: readonly CauseRow[], at: string | null): void {
	if (at !== null && !reached(rows).some(({ cause }) => cause.id === at))
		throw new Refusal('not-now', 'causes_changed_meanwhile');
}

const reached = (rows: readonly CauseRow[]) => flat(treeOf(rows));
const treeCount = (rows: readonly CauseRow[]) => reached(rows).length;
const seatOf = ({ parentId, place }: { parentId: string | null; place: string }) => ({
	parentId,
	place,
});

function wordsOf({ id, text, reason, standing: judged, parentId, place }: CauseRow) {
	return { id, text, reason, standing: judged, parentId, place };
}

export function auditOf(id: string, cause: string, revision: number) {
	return { subject: { kind: 'cause', id }, detail: { cause, revision } };
}
