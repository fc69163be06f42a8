import { and, eq, inArray, sql } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { cleanLine } from '../../../../kernel/text.ts';
import { command, type Work } from '../../../../server/command.ts';
import { mayFacilitate } from '../../../rules.ts';
import {
	agendaItems,
	opinions,
	opinionSheets,
	pillars,
	sessionResults,
} from '../../../server/tables.ts';
import { SetAgenda, SetPillars } from '../../forms.ts';
import {
	agendaKinds,
	isBefore,
	isWritable,
	type AgendaKind,
	type SessionState,
} from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';

/** 次第: the whole table as it stands in the form; a row without a title is left out. */
export const setAgenda = command('session.setAgenda', {
	input: SetAgenda,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, newId }, { id, place, kind, title, minutes, presenter }, { session }) {
		refuseWhenOver(session.state);
		const rows = inOrder(place, title).map((at, index) => ({
			operatorId: actor.operatorId,
			id: newId(),
			sessionId: id,
			position: index + 1,
			kind: kindOf(kind[at]),
			title: cleanLine(title[at] ?? '').slice(0, 200),
			minutes: minutesOf(minutes[at]),
			presenter: cleanLine(presenter[at] ?? '').slice(0, 200),
		}));
		await tx
			.delete(agendaItems)
			.where(and(eq(agendaItems.operatorId, actor.operatorId), eq(agendaItems.sessionId, id)));
		if (rows.length > 0) await tx.insert(agendaItems).values(rows);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { items: rows.length } },
		};
	},
});

function kindOf(value: string | undefined): AgendaKind {
	return agendaKinds.find((kind) => kind === value) ?? 'other';
}

function minutesOf(value: string | undefined): number {
	const typed = (value ?? '').normalize('NFKC').replace(/[\s分]/gu, '');
	if (typed === '') return 0;
	const minutes = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
	if (!(minutes <= 600)) throw refuseField('minutes', 'gatherings_minutes_wrong');
	return minutes;
}

/** 討議の柱: rows keep their opinions when the question is rewritten; a row that is emptied goes. */
export const setPillars = command('session.setPillars', {
	input: SetPillars,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, place, pillarId, question }, { session }) {
		const { tx, actor, newId } = work;
		refuseWhenOver(session.state);
		const { operatorId } = actor;
		const kept = inOrder(place, question);
		const keptIds = new Set(kept.map((at) => pillarId[at]));
		await removePillars(
			work,
			id,
			pillarId.filter((known) => known !== '' && !keptIds.has(known)),
		);
		for (const [index, at] of kept.entries()) {
			const row = { position: index + 1, question: cleanLine(question[at] ?? '').slice(0, 300) };
			const known = pillarId[at] ?? '';
			if (known === '') {
				await tx.insert(pillars).values({ operatorId, id: newId(), sessionId: id, ...row });
				continue;
			}
			const [changed] = await tx
				.update(pillars)
				.set(row)
				.where(
					and(
						eq(pillars.operatorId, operatorId),
						eq(pillars.sessionId, id),
						sql`${pillars.id}::text = ${known}`,
					),
				)
				.returning({ id: pillars.id });
			if (!changed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		}
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { pillars: kept.length } },
		};
	},
});

async function removePillars({ tx, actor }: Work, sessionId: string, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	const mine = await tx
		.select({ id: pillars.id })
		.from(pillars)
		.where(and(eq(pillars.operatorId, actor.operatorId), eq(pillars.sessionId, sessionId)));
	const known = mine.map(({ id }) => id).filter((id) => ids.includes(id));
	if (known.length === 0) return;
	const [used] = await tx
		.select({ id: opinions.id })
		.from(opinions)
		.where(and(eq(opinions.operatorId, actor.operatorId), inArray(opinions.pillarId, known)))
		.limit(1);
	const [result] = await tx
		.select({ id: sessionResults.id })
		.from(sessionResults)
		.where(
			and(eq(sessionResults.operatorId, actor.operatorId), inArray(sessionResults.pillarId, known)),
		)
		.limit(1);
	const [sheet] = await tx
		.select({ id: opinionSheets.id })
		.from(opinionSheets)
		.where(
			and(eq(opinionSheets.operatorId, actor.operatorId), inArray(opinionSheets.pillarId, known)),
		)
		.limit(1);
	if (used || result || sheet) throw refuseField('question', 'gatherings_pillar_in_use');
	await tx
		.delete(pillars)
		.where(and(eq(pillars.operatorId, actor.operatorId), inArray(pillars.id, known)));
}

function refuseWhenOver(state: SessionState): void {
	if (!isBefore(state) && !isWritable(state))
		throw new Refusal('not-now', 'gatherings_report_is_final');
}

/** The rows that have their main words, by the number beside them; rows without a number stay where they are. */
function inOrder(place: readonly string[], words: readonly string[]): number[] {
	return words
		.map((word, at) => ({
			at,
			filled: cleanLine(word) !== '',
			number: numberOf(place[at], at + 1),
		}))
		.filter(({ filled }) => filled)
		.sort((a, b) => a.number - b.number || a.at - b.at)
		.map(({ at }) => at);
}

function numberOf(text: string | undefined, otherwise: number): number {
	const number = Number((text ?? '').normalize('NFKC').trim() || Number.NaN);
	return Number.isFinite(number) ? number : otherwise;
}
