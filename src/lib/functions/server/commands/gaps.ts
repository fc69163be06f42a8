import { and, eq, isNull } from 'drizzle-orm';
import { isStaff, personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { areas } from '../../../districts/server/tables.ts';
import { mayFacilitate } from '../../../gatherings/rules.ts';
import { keepResults } from '../../../gatherings/server/commands.ts';
import { sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { issueOrRefuse } from '../../../issues/server/visible.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { tie } from '../../../trace/server/commands.ts';
import { CarryForm, CloseForm, GapForm, GapIdForm } from '../../forms.ts';
import { afterClosing, mayKeep, type GapStanding } from '../../rules.ts';
import { functionGaps } from '../tables.ts';
import { functionOrRefuse, gapForChange, openGapOrRefuse } from '../visible.ts';
import { refuseForeign, refusePersonal } from './covers.ts';
import { refuseWhenClosed } from './functions.ts';

type NewGap = {
	functionId: string;
	functionName: string;
	areaId: string | null;
	standing: GapStanding;
	text: string;
	issueId?: string | null;
	origin?: { sessionId: string; resultId: string };
};

/** Keeps a finding and ties it to what it came from; the same finding twice is refused. */
export async function keepGap(work: Work, gap: NewGap): Promise<string> {
	const { tx, actor, now, newId } = work;
	const { functionId, functionName, areaId, standing, text, issueId = null, origin } = gap;
	const [made] = await tx
		.insert(functionGaps)
		.values({
			...{ operatorId: actor.operatorId, id: newId(), functionId, areaId, standing, text, issueId },
			searchText: searchText(functionName, text),
			...(origin && { originSessionId: origin.sessionId, originResultId: origin.resultId }),
			...{ madeBy: personOf(actor), madeAt: now(), changedAt: now() },
		})
		.onConflictDoNothing()
		.returning({ id: functionGaps.id });
	if (!made) throw new Refusal('not-now', 'functions_gap_there');
	const here = { kind: 'gap', id: made.id } as const;
	if (issueId) await tie(work, { kind: 'issue', id: issueId }, here);
	if (origin) await tie(work, { kind: 'session', id: origin.sessionId }, here);
	return made.id;
}

/** 足りない働き: what nobody does in an area, or not enough. */
export const nameGap = command('gap.name', {
	input: GapForm,
	subject: ({ tx, actor }, { functionId }) => functionOrRefuse(tx, actor, functionId),
	allow: mayKeep,
	async run(work, { checked, ...form }, found) {
		refuseWhenClosed(found);
		refusePersonal(work.actor, checked, 'text', form.text);
		await refuseForeign(work, 'areaId', areas, [form.areaId]);
		if (form.issueId) await issueOrRefuse(work.tx, work.actor, form.issueId);
		const id = await keepGap(work, { ...form, functionName: found.name });
		return {
			result: { id, functionId: found.id },
			audit: {
				subject: { kind: 'gap', id },
				detail: {
					...{ function: found.id, area: form.areaId, standing: form.standing },
					issue: form.issueId,
				},
			},
		};
	},
});

const gap = ({ tx, actor }: Work, { id }: { id: string }) => openGapOrRefuse(tx, actor, id);

/** It comes up again in a session: an open point there, in the same words. */
export const carryGap = command('gap.carry', {
	input: CarryForm,
	async subject(work, { id, sessionId }) {
		const found = await sessionOrRefuse(work.tx, work.actor, sessionId);
		return { gap: await gap(work, { id }), found };
	},
	allow: (actor, { found }) => mayFacilitate(actor, found.scope),
	async run(work, { id, sessionId }, { gap: { text }, found: { session } }) {
		// what is said about a case stays there, and nothing else is mixed into it
		if (session.kind === 'caseStudy') throw refuseField('sessionId', 'functions_not_to_cases');
		const [resultId] = await keepResults(work, session, { kind: 'openPoint' }, [text]);
		await tie(work, { kind: 'gap', id }, { kind: 'session', id: sessionId });
		return {
			result: { id },
			audit: {
				subject: { kind: 'gap', id },
				detail: { session: sessionId, result: resultId ?? null },
			},
		};
	},
});

/** It waits to be proposed as policy (政策提言); again: it waits no longer. */
export const markForPolicy = command('gap.markForPolicy', {
	input: GapIdForm,
	subject: gap,
	allow: isStaff,
	async run({ tx, actor, now }, { id }, { forPolicyAt }) {
		const next = forPolicyAt === null ? now() : null;
		await tx
			.update(functionGaps)
			.set({ forPolicyAt: next, changedAt: now() })
			.where(and(eq(functionGaps.operatorId, actor.operatorId), eq(functionGaps.id, id)));
		return {
			result: { id },
			audit: { subject: { kind: 'gap', id }, detail: { waits: next !== null } },
		};
	},
});

/** Somebody does it now, or it was not so after all. */
export const closeGap = command('gap.close', {
	input: CloseForm,
	subject: ({ tx, actor }, { id }) => gapForChange(tx, actor, id),
	allow: isStaff,
	async run({ tx, actor, now }, { id, closing, why }, { state }) {
		const next = afterClosing(state, closing);
		if (!next) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		const closed = await tx
			.update(functionGaps)
			.set({
				...{ state: next, closedWhy: why, closedBy: personOf(actor) },
				...{ closedAt: now(), changedAt: now() },
			})
			.where(
				and(
					eq(functionGaps.operatorId, actor.operatorId),
					eq(functionGaps.id, id),
					isNull(functionGaps.closedAt),
				),
			)
			.returning({ id: functionGaps.id });
		if (closed.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'gap', id }, detail: { from: state, to: next } },
		};
	},
});
