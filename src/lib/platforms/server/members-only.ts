import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { addMonths, dateInTokyo, type PlainDate, type VagueDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { monthsOfSilence, type ActionState, type Archive, type PlatformState } from '../rules.ts';
import {
	answerAtMostUntil,
	answerUntil,
	standOf,
	type QuestionKind,
	type QuestionState,
} from '../question-rules.ts';
import { platformPage, type PlatformPage } from './page.ts';
import {
	platformActions,
	platformAnswers,
	platformEntries,
	platformMembers,
	platformQuestions,
	platforms,
} from './tables.ts';
import { isOfActor, visibleTo } from './visibility.ts';

/** A page of the members: for everybody else it does not exist. */
export async function memberPage(tx: Tx, actor: Actor, id: string): Promise<PlatformPage> {
	const platform = await platformPage(tx, actor, id);
	if (platform.acts.length === 0) throw new Refusal('not-found', 'refusal_not_found');
	return platform;
}

export type ActionView = {
	id: string;
	what: string;
	memberId: string | null;
	who: string;
	due: VagueDate | null;
	state: ActionState;
	remark: string;
	changedAt: Date;
};

/** 行動: what is still to be done first, by date; then what is done. The caller has called memberPage. */
export function listActions(tx: Tx, actor: Actor, platformId: string): Promise<ActionView[]> {
	return tx
		.select({
			id: platformActions.id,
			what: platformActions.what,
			memberId: platformActions.memberId,
			who: sql<string>`coalesce(${organisations.name}, ${platformMembers.displayName}, '')`,
			due: platformActions.due,
			state: platformActions.state,
			remark: platformActions.remark,
			changedAt: platformActions.changedAt,
		})
		.from(platformActions)
		.leftJoin(
			platformMembers,
			and(
				eq(platformMembers.operatorId, platformActions.operatorId),
				eq(platformMembers.id, platformActions.memberId),
			),
		)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, platformMembers.operatorId),
				eq(organisations.id, platformMembers.organisationId),
			),
		)
		.where(
			and(
				eq(platformActions.operatorId, actor.operatorId),
				eq(platformActions.platformId, platformId),
			),
		)
		.orderBy(
			sql`case ${platformActions.state} when 'doing' then 0 when 'open' then 1 when 'released' then 2 else 3 end`,
			asc(platformActions.dueSort),
			asc(platformActions.id),
		)
		.limit(500);
}

/** What members told each other about how to reach them. The caller has called memberPage. */
export async function contactsOf(
	tx: Tx,
	actor: Actor,
	platformId: string,
): Promise<Map<string, string>> {
	const rows = await tx
		.select({ id: platformMembers.id, contact: platformMembers.contact })
		.from(platformMembers)
		.where(
			and(
				eq(platformMembers.operatorId, actor.operatorId),
				eq(platformMembers.platformId, platformId),
				inArray(platformMembers.state, ['active', 'asked']),
			),
		);
	return new Map(rows.map(({ id, contact }) => [id, contact]));
}

export type QuestionView = {
	id: string;
	kind: QuestionKind;
	words: string;
	state: QuestionState;
	memberId: string;
	askedAt: Date;
	closedAt: Date | null;
	answerUntil: Date;
	answerAtMostUntil: Date;
	mergeInto: string | null;
	/** What it would come to if the line were drawn now. */
	stand: 'open' | 'agreed' | 'notAgreed';
	answers: { memberId: string; agrees: boolean; words: string }[];
};

/** The questions that were put to the members, the newest first. */
export async function listQuestions(
	tx: Tx,
	actor: Actor,
	platform: Pick<PlatformPage, 'id' | 'members'>,
	now: Date,
): Promise<QuestionView[]> {
	const rows = await tx
		.select({
			id: platformQuestions.id,
			kind: platformQuestions.kind,
			words: platformQuestions.words,
			state: platformQuestions.state,
			memberId: platformQuestions.memberId,
			askedAt: platformQuestions.askedAt,
			closedAt: platformQuestions.closedAt,
			mergeInto: platforms.name,
		})
		.from(platformQuestions)
		.leftJoin(
			platforms,
			and(
				eq(platforms.operatorId, platformQuestions.operatorId),
				eq(platforms.id, platformQuestions.mergeInto),
			),
		)
		.where(
			and(
				eq(platformQuestions.operatorId, actor.operatorId),
				eq(platformQuestions.platformId, platform.id),
			),
		)
		.orderBy(desc(platformQuestions.id))
		.limit(50);
	if (rows.length === 0) return [];
	const answers = await tx
		.select()
		.from(platformAnswers)
		.where(
			and(
				eq(platformAnswers.operatorId, actor.operatorId),
				inArray(
					platformAnswers.questionId,
					rows.map(({ id }) => id),
				),
			),
		)
		.orderBy(asc(platformAnswers.answeredAt));
	const memberIds = platform.members.map(({ id }) => id);
	return rows.map((row) => {
		const given = answers.filter(({ questionId }) => questionId === row.id);
		return {
			...row,
			answerUntil: answerUntil(row.askedAt),
			answerAtMostUntil: answerAtMostUntil(row.askedAt),
			stand: standOf({ askedAt: row.askedAt, memberIds, answers: given }, now),
			answers: given.map(({ memberId, agrees, words }) => ({ memberId, agrees, words })),
		};
	});
}

/** Whether the members should be asked if they go on: six months without a word on the progress. */
export function isSilent(
	platform: Pick<PlatformPage, 'state' | 'activatedAt' | 'entries'>,
	today: PlainDate,
): boolean {
	const last = platform.entries[0]?.at ?? platform.activatedAt;
	return (
		platform.state === 'active' &&
		last !== null &&
		addMonths(dateInTokyo(last), monthsOfSilence) <= today
	);
}

/** What was kept at the end: for those who were in it, and for the staff. */
export async function archiveOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Archive> {
	const platform = await platformPage(tx, actor, id);
	if (!isStaff(actor) && !platform.wasMember) throw new Refusal('not-found', 'refusal_not_found');
	const [found] = await tx
		.select({ archive: platforms.archive })
		.from(platforms)
		.where(and(visibleTo(tx, actor), eq(platforms.id, id)));
	if (!found?.archive) throw new Refusal('not-found', 'refusal_not_found');
	return found.archive;
}

export type MyPlatform = {
	id: string;
	name: string;
	state: PlatformState;
	/** Own open tasks, the nearest first, at most three. */
	tasks: { what: string; due: VagueDate | null }[];
	isAsked: boolean;
	isSilent: boolean;
};

/** For the start page of a member: where somebody takes part, and what waits there. One statement. */
export async function myPlatforms(tx: Tx, actor: Actor, today: PlainDate): Promise<MyPlatform[]> {
	const rows = await tx
		.select({
			id: platforms.id,
			name: platforms.name,
			state: platforms.state,
			activatedAt: platforms.activatedAt,
			tasks: sql<MyPlatform['tasks']>`${sql`(select coalesce(json_agg(t), '[]') from (
				select ${platformActions.what} as what, ${platformActions.due} as due from ${platformActions}
				where ${platformActions.operatorId} = ${platforms.operatorId} and ${platformActions.memberId} = ${platformMembers.id}
					and ${platformActions.state} in ('open', 'doing')
				order by ${platformActions.dueSort}, ${platformActions.id} limit 3) t)`}`,
			isAsked: sql<boolean>`${sql`exists (select 1 from ${platformQuestions}
				where ${platformQuestions.operatorId} = ${platforms.operatorId} and ${platformQuestions.platformId} = ${platforms.id}
					and ${platformQuestions.state} = 'open' and not exists (select 1 from ${platformAnswers}
						where ${platformAnswers.operatorId} = ${platforms.operatorId}
							and ${platformAnswers.questionId} = ${platformQuestions.id} and ${platformAnswers.memberId} = ${platformMembers.id}))`}`,
			lastEntry: sql<
				string | null
			>`${sql`(select max(${platformEntries.writtenAt}) from ${platformEntries}
				where ${platformEntries.operatorId} = ${platforms.operatorId} and ${platformEntries.platformId} = ${platforms.id})`}`,
		})
		.from(platformMembers)
		.innerJoin(
			platforms,
			and(
				eq(platforms.operatorId, platformMembers.operatorId),
				eq(platforms.id, platformMembers.platformId),
			),
		)
		.where(
			and(
				eq(platformMembers.operatorId, actor.operatorId),
				eq(platformMembers.state, 'active'),
				isOfActor(actor),
			),
		)
		.orderBy(desc(platforms.changedAt), asc(platforms.id))
		.limit(50);
	return rows.map(({ activatedAt, lastEntry, ...row }) => {
		const last = lastEntry ? new Date(lastEntry) : activatedAt;
		return {
			...row,
			isSilent:
				row.state === 'active' &&
				last !== null &&
				addMonths(dateInTokyo(last), monthsOfSilence) <= today,
		};
	});
}

export type MyInvitation = {
	platformId: string;
	platform: string;
	purpose: string;
	invitedAt: Date | null;
};

/** Invitations that wait for this person, or for an organisation that this person may act for. */
export function myInvitations(tx: Tx, actor: Actor): Promise<MyInvitation[]> {
	return tx
		.select({
			platformId: platforms.id,
			platform: platforms.name,
			purpose: platforms.purpose,
			invitedAt: platformMembers.invitedAt,
		})
		.from(platformMembers)
		.innerJoin(
			platforms,
			and(
				eq(platforms.operatorId, platformMembers.operatorId),
				eq(platforms.id, platformMembers.platformId),
			),
		)
		.where(
			and(
				eq(platformMembers.operatorId, actor.operatorId),
				eq(platformMembers.state, 'invited'),
				inArray(platforms.state, ['gathering', 'active']),
				isOfActor(actor),
			),
		)
		.orderBy(desc(platformMembers.invitedAt), asc(platformMembers.id))
		.limit(50);
}
