import { and, eq, isNull, max } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { organisationsByIds } from '../../../../organisations/server/queries.ts';
import { command, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { mayFacilitate } from '../../../rules.ts';
import {
	decisionParties,
	decisions,
	pillars,
	sessionResults,
	sessions,
} from '../../../server/tables.ts';
import {
	AddDecision,
	AddResults,
	CarryPoint,
	RemoveDecision,
	RemoveResult,
	SettlePoint,
} from '../../forms.ts';
import { isBefore, isWritable } from '../../rules.ts';
import { sessionOfResult } from '../result.ts';
import { sessionOrRefuse, type Session, type SessionInScope } from '../visible.ts';
import { entriesOf, refusePersonal, refuseUnlessWritable } from './opinions.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);

/** What came out, by kind, one per line. */
export const addResults = command('session.addResults', {
	input: AddResults,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, results, checked, ...common }, { session }) {
		refuseUnlessWritable(session.state);
		await refuseForeign(work, id, common);
		const lines = entriesOf(results, 'results');
		if (lines.length === 0) throw refuseField('results', 'gatherings_results_missing');
		refusePersonal(session, checked, 'results', lines);
		await keepResults(work, session, common, lines);
		return {
			result: { id, added: lines.length },
			audit: {
				subject: { kind: 'session', id },
				detail: { kind: common.kind, added: lines.length },
			},
		};
	},
});

/** Activity cards of organisations from their 準備シート: one each, once. Answers how many were added. */
export async function keepCards(
	work: Work,
	sessionId: string,
	cards: readonly { preparationId: string; organisationId: string; text: string }[],
): Promise<number> {
	const { tx, actor, now, newId } = work;
	if (cards.length === 0) return 0;
	const first = await nextPosition(work, sessionId);
	const kept = await tx
		.insert(sessionResults)
		.values(
			cards.map((card, index) => ({
				...card,
				...{ operatorId: actor.operatorId, id: newId(), sessionId, kind: 'card' as const },
				...{ position: first + index, searchText: searchText(card.text) },
				...{ typedBy: personOf(actor), typedAt: now() },
			})),
		)
		.onConflictDoNothing()
		.returning({ id: sessionResults.id });
	return kept.length;
}

export async function nextPosition({ tx, actor }: Work, sessionId: string): Promise<number> {
	const [last] = await tx
		.select({ position: max(sessionResults.position) })
		.from(sessionResults)
		.where(
			and(eq(sessionResults.operatorId, actor.operatorId), eq(sessionResults.sessionId, sessionId)),
		);
	return (last?.position ?? 0) + 1;
}

type Common = Pick<
	typeof sessionResults.$inferInsert,
	'kind' | 'pillarId' | 'actorGroup' | 'organisationId'
>;

/** What came out, as part of a command of this room or a later one; gives the ids in the order of the lines. */
export async function keepResults(
	work: Work,
	{ id: sessionId, state }: Pick<Session, 'id' | 'state'>,
	common: Common,
	lines: readonly string[],
): Promise<string[]> {
	const { tx, actor, now, newId } = work;
	refuseUnlessWritable(state);
	const first = await nextPosition(work, sessionId);
	const rows = lines.map((text, index) => ({
		...common,
		operatorId: actor.operatorId,
		id: newId(),
		sessionId,
		position: first + index,
		text,
		searchText: searchText(text),
		typedBy: personOf(actor),
		typedAt: now(),
	}));
	await tx.insert(sessionResults).values(rows);
	return rows.map(({ id }) => id);
}

async function refuseForeign(
	{ tx, actor }: Work,
	sessionId: string,
	given: { pillarId: string | null; organisationId: string | null },
): Promise<void> {
	if (given.pillarId) {
		const [found] = await tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(
				and(
					eq(pillars.operatorId, actor.operatorId),
					eq(pillars.sessionId, sessionId),
					eq(pillars.id, given.pillarId),
				),
			);
		if (!found) throw refuseField('pillarId', 'refusal_not_valid');
	}
	if (
		given.organisationId &&
		(await organisationsByIds(tx, actor, [given.organisationId])).length === 0
	) {
		throw refuseField('organisationId', 'refusal_not_valid');
	}
}

export const removeResult = command('session.removeResult', {
	input: RemoveResult,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, resultId }, { session }) {
		refuseUnlessWritable(session.state);
		const [removed] = await tx
			.delete(sessionResults)
			.where(
				and(
					eq(sessionResults.operatorId, actor.operatorId),
					eq(sessionResults.sessionId, id),
					eq(sessionResults.id, resultId),
				),
			)
			.returning({ kind: sessionResults.kind });
		if (!removed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { result: resultId, kind: removed.kind } },
		};
	},
});

/** An open point of this or an earlier session of the forum. */
async function openPointOrRefuse(
	{ tx, actor }: Work,
	{ session }: SessionInScope,
	resultId: string,
) {
	const [found] = await tx
		.select({
			id: sessionResults.id,
			text: sessionResults.text,
			forumId: sessions.forumId,
			sessionId: sessions.id,
		})
		.from(sessionResults)
		.innerJoin(sessions, sessionOfResult)
		.where(
			and(
				eq(sessionResults.operatorId, actor.operatorId),
				eq(sessionResults.id, resultId),
				eq(sessionResults.kind, 'openPoint'),
				isNull(sessionResults.settledAt),
			),
		);
	const isOfHere =
		found &&
		(found.sessionId === session.id ||
			(found.forumId !== null && found.forumId === session.forumId));
	if (!isOfHere) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return found;
}

/** 積み残し that this session settled. */
export const settlePoint = command('session.settlePoint', {
	input: SettlePoint,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, resultId }, subject) {
		refuseUnlessWritable(subject.session.state);
		const point = await openPointOrRefuse(work, subject, resultId);
		await work.tx
			.update(sessionResults)
			.set({ settledIn: id, settledAt: work.now() })
			.where(
				and(
					eq(sessionResults.operatorId, work.actor.operatorId),
					eq(sessionResults.id, point.id),
					isNull(sessionResults.settledAt),
				),
			);
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { result: resultId, of: point.sessionId },
			},
		};
	},
});

/** 積み残し becomes a question of this session. */
export const carryPoint = command('session.carryPoint', {
	input: CarryPoint,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, resultId }, subject) {
		const { tx, actor, newId } = work;
		const { state } = subject.session;
		if (!isBefore(state) && !isWritable(state))
			throw new Refusal('not-now', 'gatherings_report_is_final');
		const point = await openPointOrRefuse(work, subject, resultId);
		const ofSession = and(eq(pillars.operatorId, actor.operatorId), eq(pillars.sessionId, id));
		const [twice] = await tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(and(ofSession, eq(pillars.fromResultId, resultId)));
		if (twice) throw new Refusal('not-now', 'gatherings_already_carried');
		const [last] = await tx
			.select({ position: max(pillars.position) })
			.from(pillars)
			.where(ofSession);
		await tx.insert(pillars).values({
			operatorId: actor.operatorId,
			id: newId(),
			sessionId: id,
			position: (last?.position ?? 0) + 1,
			question: point.text.slice(0, 300),
			fromResultId: resultId,
		});
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { result: resultId, of: point.sessionId },
			},
		};
	},
});

/** 決まったこと with who took part (墨田: 協治); public unless somebody says why not. */
export const addDecision = command('session.addDecision', {
	input: AddDecision,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(
		{ tx, actor, now, newId },
		{ id, organisationIds, actorGroups, ...words },
		{ session },
	) {
		const { operatorId } = actor;
		refuseUnlessWritable(session.state);
		if (organisationIds.length + actorGroups.length === 0)
			throw refuseField('actorGroups', 'gatherings_decision_by_whom');
		const known = await organisationsByIds(tx, actor, organisationIds);
		if (known.length !== organisationIds.length)
			throw refuseField('organisationIds', 'refusal_not_valid');
		const [last] = await tx
			.select({ position: max(decisions.position) })
			.from(decisions)
			.where(and(eq(decisions.operatorId, operatorId), eq(decisions.sessionId, id)));
		const decisionId = newId();
		await tx.insert(decisions).values({
			operatorId,
			id: decisionId,
			sessionId: id,
			position: (last?.position ?? 0) + 1,
			...words,
			searchText: searchText(words.text, words.whoDoes, words.byWhen),
			isPublic: words.isPublic && session.kind !== 'caseStudy',
			typedBy: personOf(actor),
			typedAt: now(),
		});
		const parties = [
			...organisationIds.map((organisationId) => ({ organisationId, actorGroup: null })),
			...[...new Set(actorGroups)].map((actorGroup) => ({ organisationId: null, actorGroup })),
		];
		await tx
			.insert(decisionParties)
			.values(parties.map((party) => ({ operatorId, id: newId(), decisionId, ...party })));
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { decision: decisionId, organisations: organisationIds, positions: actorGroups },
			},
		};
	},
});

export const removeDecision = command('session.removeDecision', {
	input: RemoveDecision,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, decisionId }, { session }) {
		refuseUnlessWritable(session.state);
		const [removed] = await tx
			.delete(decisions)
			.where(
				and(
					eq(decisions.operatorId, actor.operatorId),
					eq(decisions.sessionId, id),
					eq(decisions.id, decisionId),
				),
			)
			.returning({ id: decisions.id });
		if (!removed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { decision: decisionId } },
		};
	},
});
