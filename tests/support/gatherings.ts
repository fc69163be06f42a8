import type { PersonActor } from '#lib/kernel/actor.ts';
import {
	addAttendance,
	addDecision,
	addResults,
	announceSession,
	closeSession,
	openSession,
	planForum,
	planSession,
	setPillars,
	startCourse,
	writeReport,
} from '#lib/gatherings/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, ownerQuery } from './database.ts';

export const as = (actor: Actor, now?: Date) => context(actor, now ? { now } : {});

export function aForumForm(overrides: Record<string, unknown> = {}) {
	return {
		name: '灯山の子どもを話す場',
		nameKana: 'ひやまのこどもをはなすば',
		kind: 'district',
		purpose: '子どもの夕方の居場所を、地域で考えます。',
		areas: [],
		themes: '子ども\n夕方の居場所',
		targets: 'この地域で福祉の活動をしている方で、子どもの課題に関心のある方',
		inAreas: 'yes',
		inWelfare: 'yes',
		interests: '子ども、見守り',
		...overrides,
	};
}

export async function aForum(
	staff: PersonActor,
	overrides: Record<string, unknown> = {},
): Promise<string> {
	const { id } = await planForum(as(staff), aForumForm(overrides));
	return id;
}

/** A forum whose start course has begun, with its four sessions. */
export async function aCourse(staff: PersonActor, first = '令和8年12月8日') {
	const forumId = await aForum(staff);
	await startCourse(as(staff), { id: forumId, seenExisting: 'yes', withSessions: 'yes', first });
	const rows = await ownerQuery<{ id: string }>(
		'select id from sessions where forum_id = $1 order by course_step',
		[forumId],
	);
	return { forumId, steps: rows.map(({ id }) => id) };
}

export function aSessionForm(overrides: Record<string, unknown> = {}) {
	return {
		kind: 'talk',
		title: '夕方の公園を考える',
		when: '令和8年12月8日',
		startsAt: '13時30分',
		endsAt: '15時',
		placeName: '灯山会館',
		audience: 'public',
		ways: ['hall', 'online'],
		...overrides,
	};
}

export async function aSession(
	staff: PersonActor,
	overrides: Record<string, unknown> = {},
): Promise<string> {
	const { id } = await planSession(as(staff), aSessionForm(overrides));
	return id;
}

/** A session that takes sign-ups. */
export async function anOpenList(
	staff: PersonActor,
	overrides: Record<string, unknown> = {},
): Promise<string> {
	const id = await aSession(staff, overrides);
	await announceSession(as(staff), { id, withRegistration: 'yes' });
	return id;
}

/** A session that has begun, with one question; gives its pillar. */
export async function aRunningSession(staff: PersonActor, overrides: Record<string, unknown> = {}) {
	const id = await anOpenList(staff, overrides);
	await setPillars(as(staff), {
		id,
		place: ['1'],
		pillarId: [''],
		question: ['主な対象を誰にするか'],
	});
	await openSession(as(staff), { id });
	const [pillar] = await ownerQuery<{ id: string }>(
		'select id from pillars where session_id = $1',
		[id],
	);
	return { id, pillarId: pillar?.id ?? '' };
}

/** A session with a written report that waits for a second pair of eyes. */
export async function aWrittenSession(staff: PersonActor, overrides: Record<string, unknown> = {}) {
	const session = await aRunningSession(staff, overrides);
	const { id } = session;
	await addAttendance(as(staff), { id, actorGroup: 'residents', people: '4' });
	await addResults(as(staff), { id, kind: 'need', results: '夕方に過ごせる場所がない' });
	await addDecision(as(staff), {
		id,
		text: '2月に公園を見に行く',
		isPublic: 'yes',
		actorGroups: ['residents'],
	});
	await closeSession(as(staff), { id });
	await writeReport(as(staff), { id, report: '4人で話し合いました。' });
	return session;
}

/** The same person with a role for one forum or one session only. */
export function facilitating(
	person: PersonActor,
	scopeKind: 'forum' | 'session',
	scopeId: string,
): PersonActor {
	return { ...person, grants: [...person.grants, { role: 'facilitator', scopeKind, scopeId }] };
}

export function aSignUp(id: string, overrides: Record<string, unknown> = {}) {
	return { id, name: '田中', actorGroup: 'residents', people: '1', way: 'hall', ...overrides };
}

/** A session of a course begins, with what people do who sign up before; gives its questions in their order. */
export async function begin(
	staff: PersonActor,
	id: string,
	before: () => Promise<void> = async () => {},
): Promise<string[]> {
	await announceSession(as(staff), { id, withRegistration: 'yes' });
	await before();
	await openSession(as(staff), { id });
	const rows = await ownerQuery<{ id: string }>(
		'select id from pillars where session_id = $1 order by position',
		[id],
	);
	return rows.map((row) => row.id);
}
