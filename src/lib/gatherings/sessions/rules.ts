import { isStaff, type Actor } from '../../kernel/actor.ts';
import type { VagueDate } from '../../kernel/dates.ts';
import type { MessageKey } from '../../kernel/refusal.ts';
import type { ActorGroup } from '../../organisations/rules.ts';
import { mayFacilitate, mayManage, type Scope } from '../rules.ts';

export const sessionKinds = [
	'course', // 4回連続講座
	'talk', // 話し合いの場
	'study', // 勉強会
	'caseStudy', // 事例検討
	'liaison', // 連絡会
	'exchange', // 情報交換会
	'smallTalk', // 小さな話し合い
] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** What can be planned by hand: the four steps come from the template only. */
export const plannableKinds = sessionKinds.filter((kind) => kind !== 'course');

export const sessionStates = [
	'planned',
	'announced',
	'registration',
	'open',
	'closedDraft',
	'reportApproved',
	'published',
	'postponed',
	'cancelled',
] as const;
export type SessionState = (typeof sessionStates)[number];

export const sessionMoveNames = [
	'announce',
	'openRegistration',
	'open',
	'close',
	'approveReport',
	'publish',
	'postpone',
	'cancel',
] as const;
export type SessionMove = (typeof sessionMoveNames)[number];

/** Every lawful move (DOMAIN §3.3); a pair that is not listed cannot happen. */
const moves = {
	planned: { announce: 'announced', cancel: 'cancelled' },
	announced: { openRegistration: 'registration', postpone: 'postponed', cancel: 'cancelled' },
	registration: { open: 'open', postpone: 'postponed', cancel: 'cancelled' },
	open: { close: 'closedDraft', cancel: 'cancelled' },
	closedDraft: { approveReport: 'reportApproved' },
	reportApproved: { publish: 'published' },
	published: {},
	postponed: { announce: 'announced', postpone: 'postponed', cancel: 'cancelled' },
	cancelled: {},
} as const satisfies Record<SessionState, Partial<Record<SessionMove, SessionState>>>;

export function afterSession(state: SessionState, move: SessionMove): SessionState | undefined {
	const lawful: Partial<Record<SessionMove, SessionState>> = moves[state];
	return lawful[move];
}

export function sessionMovesFrom(state: SessionState): SessionMove[] {
	return sessionMoveNames.filter((move) => afterSession(state, move));
}

/** What a move is judged by besides the state table. */
export type MoveFacts = {
	kind: SessionKind;
	when: VagueDate;
	pillars: number;
	report: string;
	headcount: number;
};

/** Why a lawful move cannot happen yet; undefined when nothing is missing. */
export function missingForSession(
	move: SessionMove,
	{ kind, when, pillars, report, headcount }: MoveFacts,
): { field: string; message: MessageKey } | undefined {
	if (move === 'openRegistration' && when.kind !== 'day') {
		return { field: '', message: 'gatherings_day_missing' };
	}
	if (move === 'open' && pillars === 0 && kind !== 'study') {
		return { field: '', message: 'gatherings_pillars_missing' };
	}
	if (move === 'approveReport' && !report) {
		return { field: '', message: 'gatherings_report_missing' };
	}
	if (move === 'approveReport' && headcount === 0) {
		return { field: '', message: 'gatherings_headcount_missing' };
	}
	if (move === 'publish' && kind === 'caseStudy') {
		return { field: '', message: 'gatherings_case_study_closed' };
	}
	return undefined;
}

/** The plan can still be changed. */
export function isBefore(state: SessionState): boolean {
	return (
		state === 'planned' ||
		state === 'announced' ||
		state === 'registration' ||
		state === 'postponed'
	);
}

/** It has taken place, or is under way: there is something to tell. */
export function isHeld(state: SessionState): boolean {
	return isWritable(state) || state === 'reportApproved' || state === 'published';
}

/** What came out is written down from the first minute until the report is approved. */
export function isWritable(state: SessionState): boolean {
	return state === 'open' || state === 'closedDraft';
}

/** Participants, walk-ins included, are entered from the sign-up on until the report is approved. */
export function takesAttendance(state: SessionState): boolean {
	return state === 'registration' || isWritable(state);
}

/** Another person than the writer reads the report before it counts. */
export function mayApproveReport(
	actor: Actor,
	scope: Scope,
	{
		writtenBy,
		photographers,
	}: { writtenBy: string | null; photographers: readonly (string | null)[] },
): boolean {
	if (!mayManage(actor, scope)) return false;
	if (actor.kind !== 'person') return actor.kind === 'system';
	return actor.personId !== writtenBy && !photographers.includes(actor.personId);
}

/**
 * How much of a session an actor sees. `work`: drafts and the names of those who came. `content`: what
 * came out, without names. `plan`: what was announced.
 */
export type Sight = 'work' | 'content' | 'plan';

export function sightOf(
	actor: Actor,
	scope: Scope,
	session: { kind: SessionKind; state: SessionState; hasPledged: boolean },
): Sight {
	if (mayFacilitate(actor, scope)) return 'work';
	if (session.kind === 'caseStudy') {
		return session.hasPledged || isStaff(actor) ? 'content' : 'plan';
	}
	if (session.state === 'published' || isStaff(actor)) return 'content';
	return 'plan';
}

export const audiences = ['public', 'members', 'invited'] as const;
export type Audience = (typeof audiences)[number];

/** In which ways somebody can take part. */
export const ways = ['hall', 'online', 'paper', 'visit'] as const;
export type Way = (typeof ways)[number];

/** What people need to be able to come. */
export const needs = [
	'sign',
	'captions',
	'wheelchair',
	'childcare',
	'largePrint',
	'plainJapanese',
	'interpreter',
	'companion',
] as const;
export type Need = (typeof needs)[number];

export const channels = ['web', 'phone', 'fax', 'post', 'mail', 'desk'] as const;
export type Channel = (typeof channels)[number];
export const enteredChannels = channels.filter((channel) => channel !== 'web');

export const signUpStates = ['confirmed', 'waiting', 'cancelled'] as const;
export type SignUpState = (typeof signUpStates)[number];

/** Who may put a name on the list by the web. */
export function maySignUp(
	actor: Actor,
	session: { audience: Audience; isInvited: boolean },
): boolean {
	if (actor.kind === 'system' || isStaff(actor)) return true;
	if (session.isInvited || session.audience === 'public') return true;
	return session.audience === 'members' && actor.kind === 'person' && actor.represents.length > 0;
}

export const agendaKinds = [
	'opening',
	'introductions',
	'lecture',
	'presentation',
	'workshop',
	'discussion',
	'questions',
	'sharing',
	'mingling',
	'break',
	'notices',
	'closing',
	'other',
] as const;
export type AgendaKind = (typeof agendaKinds)[number];

/** The times at which the parts begin, from the first minute on; without a beginning there are none. */
export function timetable<Item extends { minutes: number }>(
	startsAt: string | null,
	items: readonly Item[],
): (Item & { from: string | null; to: string | null })[] {
	let minute = startsAt ? Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3, 5)) : null;
	return items.map((item) => {
		const from = minute;
		if (minute !== null) minute += item.minutes;
		return { ...item, from: clock(from), to: clock(minute) };
	});
}

function clock(minute: number | null): string | null {
	if (minute === null) return null;
	const inDay = minute % (24 * 60);
	return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

export const resultKinds = [
	'card', // 活動紹介カード
	'issueByPosition', // 立場から見える課題
	'rootCause', // 本質
	'jointPossibility', // 連携して取り組めること
	'missingFunction', // 足りない機能
	'need', // ニーズ
	'resource', // リソース
	'openPoint', // 積み残し
	'other',
] as const;
export type ResultKind = (typeof resultKinds)[number];

/** What was said, that can stand among the results in the same words. */
export const saidKinds = [
	'opinion',
	'group', // まとまり
	'pillar', // 一言まとめ of a question
	'sheet', // 一言まとめ of a table, on its sheet of paper
] as const;
export type SaidKind = (typeof saidKinds)[number];

/** So many people of one position must have come before an opinion may carry that position (DOMAIN I-12). */
export const smallestPosition = 3;

/** An opinion as others read it: the position only where it points at nobody. */
export function maskedPosition<G extends string>(
	group: G | null,
	came: Readonly<Partial<Record<string, number>>>,
): G | null {
	return group !== null && (came[group] ?? 0) >= smallestPosition ? group : null;
}

/** One entry per line: bullets and numbers that people put in front are not part of what was said. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) =>
			line.replace(/^[\s　]*(?:[・･•●○■□◆◇\-*＊]|[0-9０-９]{1,2}[.．)）])[\s　]*/u, '').trim(),
		)
		.filter((line) => line !== '');
}

/** 討議シート: the same places on paper and on the page where it is typed in, numbered column by column. */
export const sheetColumns = 4;
export const sheetRows = 6;
/** Lines for まとまり on a sheet. */
export const sheetGroups = 4;

/** Every place with its column, in the order of the printed numbers. */
export function placesOnSheet(): { column: number; row: number; place: number }[] {
	return Array.from({ length: sheetColumns * sheetRows }, (_, index) => ({
		column: Math.floor(index / sheetRows),
		row: index % sheetRows,
		place: index + 1,
	}));
}

/** What stands at one place of a sheet. */
export type PlaceOnSheet = { place: number; text: string; actorGroup: ActorGroup | null };

/** Places that belong to a まとまり, as somebody writes them: 「1、4・7」, also in full-width digits. */
export function placesIn(text: string): number[] {
	const numbers = text.normalize('NFKC').match(/\d+/g) ?? [];
	return [...new Set(numbers.map(Number))].filter(
		(place) => place >= 1 && place <= sheetColumns * sheetRows,
	);
}

/** The colour of a state on a page; the words are what counts. */
export const stateTones = {
	planned: 'neutral',
	announced: 'active',
	registration: 'active',
	open: 'active',
	closedDraft: 'waiting',
	reportApproved: 'waiting',
	published: 'done',
	postponed: 'alert',
	cancelled: 'alert',
} as const satisfies Record<SessionState, 'neutral' | 'waiting' | 'active' | 'done' | 'alert'>;
