import { and, eq, max, ne } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { vagueDateSortKey, type PlainTime, type VagueDate } from '../../../kernel/dates.ts';
import { m } from '../../../paraglide/messages.js';
import type { Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { tie } from '../../../trace/server/commands.ts';
import type { Session } from './visible.ts';
import { agendaItems, forumAreas, pillars, sessionAreas, sessions } from '../../server/tables.ts';
import type { AgendaKind, SessionKind } from '../rules.ts';

type Optional = Partial<
	Pick<
		Session,
		| 'theme'
		| 'audience'
		| 'placeAddress'
		| 'placeAccess'
		| 'ways'
		| 'waysNote'
		| 'capacity'
		| 'signUpUntil'
		| 'contact'
		| 'lecturerName'
		| 'lecturerHonorific'
		| 'lecturerAffiliation'
		| 'materials'
		| 'questions'
		| 'proposedBy'
	>
>;

export type NewSession = Optional & {
	forum: { id: string; name: string } | null;
	kind: SessionKind;
	title: string;
	when: VagueDate;
	lead?: string;
	courseStep?: number;
	ordinal?: number | null;
	startsAt?: PlainTime | null;
	endsAt?: PlainTime | null;
	placeName?: string;
	/** Without them the areas of the forum. */
	areas?: readonly string[];
	pillars?: readonly string[];
	withAgenda?: boolean;
};

/** How a date is kept: as it is known, as a key to sort by, and as a day when it is one. */
export function dateColumns(when: VagueDate) {
	return {
		heldWhen: when,
		whenSort: vagueDateSortKey(when),
		heldOn: when.kind === 'day' ? when.date : null,
	};
}

/** The words by which a session is found; all of them are public once it is announced. */
export function sessionWords(
	session: { title: string; theme: string; lead: string; placeName: string; lecturerName: string },
	forumName: string | null,
): string {
	return searchText(
		session.title,
		session.theme,
		session.lead,
		session.placeName,
		session.lecturerName,
		forumName,
	);
}

/** Puts a planned session down, with its areas, questions and a first 次第, as part of a command. */
export async function insertSession(work: Work, made: NewSession): Promise<string> {
	const { tx, actor, now, newId } = work;
	const { operatorId } = actor;
	const {
		forum,
		when,
		areas,
		pillars: questions = [],
		withAgenda = false,
		ordinal,
		...rest
	} = made;
	const id = newId();
	const face = { theme: '', lead: '', placeName: '', lecturerName: '', ...rest };
	await tx.insert(sessions).values({
		...face,
		operatorId,
		id,
		forumId: forum?.id ?? null,
		ordinal: ordinal ?? (forum ? await nextOrdinal(work, forum.id) : null),
		...dateColumns(when),
		searchText: sessionWords(face, forum?.name ?? null),
		madeBy: personOf(actor),
		madeAt: now(),
		changedAt: now(),
	});
	const areaIds =
		areas && areas.length > 0 ? areas : forum ? await areasOfForum(work, forum.id) : [];
	if (areaIds.length > 0) {
		await tx
			.insert(sessionAreas)
			.values(areaIds.map((areaId) => ({ operatorId, sessionId: id, areaId })));
	}
	if (forum) await tie(work, { kind: 'forum', id: forum.id }, { kind: 'session', id });
	if (questions.length > 0) {
		await tx.insert(pillars).values(
			questions.map((question, index) => ({
				operatorId,
				id: newId(),
				sessionId: id,
				position: index + 1,
				question,
			})),
		);
	}
	if (withAgenda) {
		await tx.insert(agendaItems).values(
			firstAgenda(made.kind).map((item, index) => ({
				operatorId,
				id: newId(),
				sessionId: id,
				position: index + 1,
				...item,
			})),
		);
	}
	return id;
}

/** 第N回 within the forum; sessions that were called off keep their number. */
async function nextOrdinal({ tx, actor }: Work, forumId: string): Promise<number> {
	const [last] = await tx
		.select({ ordinal: max(sessions.ordinal) })
		.from(sessions)
		.where(
			and(
				eq(sessions.operatorId, actor.operatorId),
				eq(sessions.forumId, forumId),
				ne(sessions.state, 'cancelled'),
			),
		);
	return (last?.ordinal ?? 0) + 1;
}

async function areasOfForum({ tx, actor }: Work, forumId: string): Promise<string[]> {
	const rows = await tx
		.select({ areaId: forumAreas.areaId })
		.from(forumAreas)
		.where(and(eq(forumAreas.operatorId, actor.operatorId), eq(forumAreas.forumId, forumId)));
	return rows.map(({ areaId }) => areaId);
}

/** What is kept is read by everybody, so a template is always written in the council's language. */
const written = { locale: 'ja' } as const;

/** A 次第 to begin with, after F-11; a 勉強会 has its lecture. */
function firstAgenda(kind: SessionKind): { kind: AgendaKind; title: string; minutes: number }[] {
	const lecture = {
		kind: 'lecture',
		title: m.gatherings_agenda_kind_lecture({}, written),
		minutes: 40,
	} as const;
	const discussion = kind === 'study' ? 25 : 60;
	return [
		{ kind: 'opening', title: m.gatherings_agenda_kind_opening({}, written), minutes: 5 },
		{
			kind: 'introductions',
			title: m.gatherings_agenda_kind_introductions({}, written),
			minutes: 15,
		},
		...(kind === 'study' ? [lecture] : []),
		{
			kind: 'discussion',
			title: m.gatherings_agenda_kind_discussion({}, written),
			minutes: discussion,
		},
		{ kind: 'sharing', title: m.gatherings_agenda_kind_sharing({}, written), minutes: 15 },
		{ kind: 'notices', title: m.gatherings_agenda_kind_notices({}, written), minutes: 5 },
		{ kind: 'closing', title: m.gatherings_agenda_kind_closing({}, written), minutes: 5 },
	];
}
