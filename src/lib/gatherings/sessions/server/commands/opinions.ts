import { and, eq, inArray, max, notInArray, sql } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { cleanLine } from '../../../../kernel/text.ts';
import { actorGroups, type ActorGroup } from '../../../../organisations/rules.ts';
import { personalMarks } from '../../../../issues/marks.ts';
import { limitAttempts } from '../../../../server/attempts.ts';
import { command, type Context, type Work } from '../../../../server/command.ts';
import { searchText } from '../../../../server/search.ts';
import { mayFacilitate } from '../../../rules.ts';
import { opinionGroups, opinions, pillars } from '../../../server/tables.ts';
import { ChangeOpinions, JudgeOpinions, OfferOpinions, WritePillar } from '../../forms.ts';
import { isWritable, linesOf, maySignUp, type SessionState } from '../../rules.ts';
import { sessionOrRefuse, type Session } from '../visible.ts';
import { originOf } from './sign-up.ts';

const longest = 1_000;
const mostLines = 300;

/** 事例検討 speaks of cases: what looks like a person is pointed out before it is kept. */
export function refusePersonal(
	session: Session,
	checked: boolean,
	field: string,
	texts: readonly string[],
): void {
	if (session.kind !== 'caseStudy' || checked) return;
	if (personalMarks(...texts).length > 0) throw refuseField(field, 'gatherings_looks_personal');
}

/** One line each; the form stays as it was typed when a line is too long. */
export function entriesOf(text: string, field: string): string[] {
	const lines = linesOf(text);
	if (lines.length > mostLines || lines.some((line) => line.length > longest))
		throw refuseField(field, 'field_too_long');
	return lines;
}

export function refuseUnlessWritable(state: SessionState): void {
	if (!isWritable(state)) {
		throw new Refusal(
			'not-now',
			state === 'reportApproved' || state === 'published'
				? 'gatherings_report_is_final'
				: 'gatherings_not_begun',
		);
	}
}

export async function pillarOrRefuse(
	{ tx, actor }: Work,
	sessionId: string,
	pillarId: string,
): Promise<void> {
	const [found] = await tx
		.select({ id: pillars.id })
		.from(pillars)
		.where(
			and(
				eq(pillars.operatorId, actor.operatorId),
				eq(pillars.sessionId, sessionId),
				eq(pillars.id, pillarId),
			),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
}

/** What was said under one question, several at once, with the name of their group and the line that sums up. */
export const writePillar = command('session.writePillar', {
	input: WritePillar,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(
		work,
		{ id, pillarId, opinions: text, actorGroup, groupName, summary, checked },
		{ session },
	) {
		const { tx, actor } = work;
		refuseUnlessWritable(session.state);
		await pillarOrRefuse(work, id, pillarId);
		const lines = entriesOf(text, 'opinions');
		refusePersonal(session, checked, 'opinions', [...lines, summary, groupName]);
		const groupId =
			groupName && lines.length > 0 ? await groupNamed(work, id, pillarId, groupName) : null;
		await addOpinions(
			work,
			{ sessionId: id, pillarId, groupId, actorGroup, source: 'session', state: 'kept' },
			lines,
		);
		await tx
			.update(pillars)
			.set({ summary })
			.where(and(eq(pillars.operatorId, actor.operatorId), eq(pillars.id, pillarId)));
		return {
			result: { id, pillarId, added: lines.length },
			audit: {
				subject: { kind: 'session', id },
				detail: { pillar: pillarId, added: lines.length },
			},
		};
	},
});

type Common = Pick<
	typeof opinions.$inferInsert,
	'sessionId' | 'pillarId' | 'groupId' | 'actorGroup' | 'source' | 'state'
>;

async function addOpinions(work: Work, common: Common, lines: readonly string[]): Promise<void> {
	if (lines.length === 0) return;
	const { tx, actor, now, newId } = work;
	const first = await nextPosition(work, common.pillarId);
	const typedBy = common.state === 'offered' ? null : personOf(actor);
	await tx.insert(opinions).values(
		lines.map((text, index) => ({
			...common,
			operatorId: actor.operatorId,
			id: newId(),
			position: first + index,
			text,
			searchText: searchText(text),
			typedBy,
			typedAt: now(),
		})),
	);
}

/** What was written on a board, and under which name it was put together. */
export type TakenOver = {
	noteId: string;
	/** The 準備シート of which it was a line. */
	preparationId: string | null;
	pillarId: string;
	groupName: string;
	actorGroup: ActorGroup | null;
	text: string;
};

/** Notes of a board become opinions of its session; one that was taken over before stays as it was changed since. */
export async function takeOverNotes(
	work: Work,
	sessionId: string,
	notes: readonly TakenOver[],
): Promise<void> {
	const { tx, actor, now, newId } = work;
	const groups = new Map<string, string>();
	const position = await tx
		.select({ last: max(opinions.position) })
		.from(opinions)
		.where(and(eq(opinions.operatorId, actor.operatorId), eq(opinions.sessionId, sessionId)));
	const first = (position[0]?.last ?? 0) + 1;
	const rows = [];
	for (const [index, { groupName, pillarId, ...note }] of notes.entries()) {
		const key = `${pillarId} ${groupName}`;
		if (groupName && !groups.has(key))
			groups.set(key, await groupNamed(work, sessionId, pillarId, groupName));
		rows.push({
			...{ operatorId: actor.operatorId, id: newId(), sessionId, pillarId, ...note },
			searchText: searchText(note.text),
			...{ groupId: groups.get(key) ?? null, position: first + index },
			...{ typedBy: personOf(actor), typedAt: now() },
		});
	}
	if (rows.length > 0) await tx.insert(opinions).values(rows).onConflictDoNothing();
}

/** A line that an organisation told before the session; `text` as it is taken over. */
export type TakenLine = { preparationId: string; text: string; actorGroup: ActorGroup };

/** Lines of 準備シート become opinions under one question; a line that was taken before is not taken again. */
export async function takeOverLines(
	work: Work,
	sessionId: string,
	pillarId: string,
	lines: readonly TakenLine[],
): Promise<number> {
	const { tx, actor, now, newId } = work;
	await pillarOrRefuse(work, sessionId, pillarId);
	const first = await nextPosition(work, pillarId);
	const taken = await tx
		.insert(opinions)
		.values(
			lines.map((line, index) => ({
				...line,
				...{ operatorId: actor.operatorId, id: newId(), sessionId, pillarId },
				...{
					position: first + index,
					searchText: searchText(line.text),
					source: 'before' as const,
				},
				...{ typedBy: personOf(actor), typedAt: now() },
			})),
		)
		.onConflictDoNothing()
		.returning({ id: opinions.id });
	return taken.length;
}

async function nextPosition({ tx, actor }: Work, pillarId: string): Promise<number> {
	const [last] = await tx
		.select({ position: max(opinions.position) })
		.from(opinions)
		.where(and(eq(opinions.operatorId, actor.operatorId), eq(opinions.pillarId, pillarId)));
	return (last?.position ?? 0) + 1;
}

export async function groupNamed(
	{ tx, actor, newId }: Work,
	sessionId: string,
	pillarId: string,
	name: string,
): Promise<string> {
	const { operatorId } = actor;
	const [last] = await tx
		.select({ position: max(opinionGroups.position) })
		.from(opinionGroups)
		.where(and(eq(opinionGroups.operatorId, operatorId), eq(opinionGroups.pillarId, pillarId)));
	const [group] = await tx
		.insert(opinionGroups)
		.values({
			operatorId,
			id: newId(),
			sessionId,
			pillarId,
			position: (last?.position ?? 0) + 1,
			name,
		})
		.onConflictDoUpdate({
			target: [opinionGroups.operatorId, opinionGroups.pillarId, opinionGroups.name],
			set: { name },
		})
		.returning({ id: opinionGroups.id });
	if (!group) throw new Error('an upsert answers its row');
	return group.id;
}

/** The whole list of one question at once: reworded, grouped, given a position, or emptied to take it away. */
export const changeOpinions = command('session.changeOpinions', {
	input: ChangeOpinions,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, pillarId, opinionId, text, group, actorGroup }, { session }) {
		const { tx, actor } = work;
		refuseUnlessWritable(session.state);
		await pillarOrRefuse(work, id, pillarId);
		const ofPillar = and(
			eq(opinions.operatorId, actor.operatorId),
			eq(opinions.pillarId, pillarId),
		);
		let removed = 0;
		for (const [at, opinion] of opinionId.entries()) {
			const here = and(ofPillar, sql`${opinions.id}::text = ${opinion}`);
			const words = cleanLine(text[at] ?? '');
			if (words.length > longest) throw refuseField('text', 'field_too_long');
			if (words === '') {
				await tx.delete(opinions).where(here);
				removed += 1;
				continue;
			}
			const name = cleanLine(group[at] ?? '').slice(0, 100);
			const groupId = name ? await groupNamed(work, id, pillarId, name) : null;
			await tx
				.update(opinions)
				.set({
					text: words,
					searchText: searchText(words),
					groupId,
					actorGroup: groupOf(actorGroup[at]),
				})
				.where(here);
		}
		await removeEmptyGroups(work, pillarId);
		return {
			result: { id, pillarId },
			audit: {
				subject: { kind: 'session', id },
				detail: { pillar: pillarId, opinions: opinionId.length, removed },
			},
		};
	},
});

function groupOf(value: string | undefined): ActorGroup | null {
	return actorGroups.find((group) => group === value) ?? null;
}

export async function removeEmptyGroups({ tx, actor }: Work, pillarId: string): Promise<void> {
	const used = tx
		.select({ id: sql`${opinions.groupId}` })
		.from(opinions)
		.where(
			and(
				eq(opinions.operatorId, actor.operatorId),
				eq(opinions.pillarId, pillarId),
				sql`${opinions.groupId} is not null`,
			),
		);
	await tx
		.delete(opinionGroups)
		.where(
			and(
				eq(opinionGroups.operatorId, actor.operatorId),
				eq(opinionGroups.pillarId, pillarId),
				notInArray(opinionGroups.id, used),
			),
		);
}

const offerOnce = command('session.offerOpinions', {
	input: OfferOpinions,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { session, isInvited }) =>
		maySignUp(actor, { audience: session.audience, isInvited }),
	async run(work, { id, pillarId, opinions: text, actorGroup }, { session }) {
		if (
			session.state !== 'announced' &&
			session.state !== 'registration' &&
			session.state !== 'postponed'
		) {
			throw new Refusal('not-now', 'gatherings_offers_closed');
		}
		await pillarOrRefuse(work, id, pillarId);
		const lines = entriesOf(text, 'opinions').slice(0, 10);
		await addOpinions(
			work,
			{ sessionId: id, pillarId, groupId: null, actorGroup, source: 'before', state: 'offered' },
			lines,
		);
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { pillar: pillarId, offered: lines.length },
			},
		};
	},
});

/** 場へ来られない方も: an opinion sent in before the session, without a name; the 進行役 reads it first. */
export async function offerOpinions(context: Context, raw: unknown): Promise<{ id: string }> {
	const origin = originOf(raw);
	if (origin)
		await limitAttempts(context, 'session.offerOpinions', origin, { most: 20, minutes: 60 });
	return offerOnce(context, raw);
}

/** What was sent in is taken over, or left out; nothing appears by itself. */
export const judgeOpinions = command('session.judgeOpinions', {
	input: JudgeOpinions,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, take, leaveOut }) {
		const offered = and(
			eq(opinions.operatorId, actor.operatorId),
			eq(opinions.sessionId, id),
			eq(opinions.state, 'offered'),
		);
		if (take.length > 0) {
			await tx
				.update(opinions)
				.set({ state: 'kept', typedBy: personOf(actor) })
				.where(and(offered, inArray(opinions.id, take)));
		}
		const rest = leaveOut.filter((opinion) => !take.includes(opinion));
		if (rest.length > 0) {
			await tx
				.update(opinions)
				.set({ state: 'leftOut' })
				.where(and(offered, inArray(opinions.id, rest)));
		}
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { taken: take.length, leftOut: rest.length },
			},
		};
	},
});
