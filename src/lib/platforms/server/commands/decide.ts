import { and, eq } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { answerForm, askForm, benefitForm, questionForm } from '../../forms.ts';
import { activeMembers, isActiveMember, isOpenToOthers } from '../../rules.ts';
import { standOf, type Answer } from '../../question-rules.ts';
import { keepArchive, moveTasksTo, releaseTasks } from '../end.ts';
import { closeMemberships } from '../membership.ts';
import { tell } from '../notices.ts';
import {
	lockedPlatform,
	mayTakePart,
	movePlatform,
	ownMember,
	refuseUnlessPossible,
	touch,
	whoActs,
	type PlatformStanding,
} from '../standing.ts';
import {
	platformAnswers,
	platformBenefits,
	platformMembers,
	platformQuestions,
} from '../tables.ts';
import { tie } from '../../../trace/server/commands.ts';

type Question = typeof platformQuestions.$inferSelect;

/**
 * Puts a question to all members: 達成したか, やめるか, 合流するか. The one who asks has answered with it.
 * docs/decisions/2026-11-22-how-a-platform-ends.md says how it is decided.
 */
export const askMembers = command('platform.ask', {
	input: askForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'ask');
		const { tx, actor, now, newId } = work;
		const member = ownMember(actor, platform, form.member);
		if (form.kind === 'merge') await refuseUnlessInBoth(work, form.mergeInto, platform.id);
		const question = newId();
		const [asked] = await tx
			.insert(platformQuestions)
			.values({
				operatorId: actor.operatorId,
				id: question,
				platformId: form.id,
				kind: form.kind,
				words: form.words,
				mergeInto: form.kind === 'merge' ? form.mergeInto : null,
				state: 'open',
				memberId: member.id,
				askedBy: whoActs(actor),
				askedAt: now(),
			})
			.onConflictDoNothing()
			.returning();
		if (!asked) throw new Refusal('not-now', 'platforms_question_open');
		await keepAnswer(work, question, member.id, true, '');
		await tell(work, platform, activeMembers(platform.members), 'question');
		const stand = await settle(work, platform, asked);
		return {
			result: { id: form.id, question },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { question, kind: form.kind, stand },
			},
		};
	},
});

/** Two that join are joined by somebody who is in both: so both know of it. */
async function refuseUnlessInBoth(work: Work, into: string | null, from: string): Promise<void> {
	if (into === null || into === from) throw refuseField('mergeInto', 'platforms_merge_missing');
	const other = await lockedPlatform(work, into);
	if (!isActiveMember(work.actor, other))
		throw refuseField('mergeInto', 'platforms_merge_not_member');
	if (!isOpenToOthers(other.state)) throw refuseField('mergeInto', 'platforms_merge_not_running');
}

type WithQuestion = { platform: PlatformStanding; question: Question };

async function questionOf(work: Work, id: string, questionId: string): Promise<WithQuestion> {
	const platform = await lockedPlatform(work, id);
	const [question] = await work.tx
		.select()
		.from(platformQuestions)
		.where(
			and(
				eq(platformQuestions.operatorId, work.actor.operatorId),
				eq(platformQuestions.platformId, id),
				eq(platformQuestions.id, questionId),
			),
		);
	// who is no member does not learn that there is a question
	if (!question || !isActiveMember(work.actor, platform))
		throw new Refusal('not-found', 'refusal_not_found');
	if (question.state !== 'open') throw new Refusal('not-now', 'platforms_question_closed');
	return { platform, question };
}

/** Each member answers for itself, and may change the answer while the question is open. */
export const answerQuestion = command('platform.answer', {
	input: answerForm,
	subject: (work, { id, question }) => questionOf(work, id, question),
	allow: (actor, { platform }) => mayTakePart(actor, platform),
	async run(work, form, { platform, question }) {
		refuseUnlessPossible(platform, 'ask');
		const member = ownMember(work.actor, platform, form.member);
		const agrees = form.agrees === 'yes';
		if (!agrees && form.words === '')
			throw refuseField('words', 'platforms_objection_words_missing');
		await keepAnswer(work, question.id, member.id, agrees, form.words);
		if (form.benefit) await keepBenefit(work, member.id, form.benefit);
		const stand = await settle(work, platform, question);
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { question: question.id, member: member.id, agrees, stand },
			},
		};
	},
});

/** When the time is over, any member draws the line; until then this changes nothing. */
export const settleQuestion = command('platform.settle', {
	input: questionForm,
	subject: (work, { id, question }) => questionOf(work, id, question),
	allow: (actor, { platform }) => mayTakePart(actor, platform),
	async run(work, { id }, { platform, question }) {
		const stand = await settle(work, platform, question);
		if (stand === 'open') throw new Refusal('not-now', 'platforms_question_running');
		return {
			result: { id },
			audit: { subject: { kind: 'platform', id }, detail: { question: question.id, stand } },
		};
	},
});

/** Whoever asked may take the question back. */
export const withdrawQuestion = command('platform.withdrawQuestion', {
	input: questionForm,
	subject: (work, { id, question }) => questionOf(work, id, question),
	allow: (actor, { platform, question }) =>
		isActiveMember(actor, {
			...platform,
			members: platform.members.filter(({ id }) => id === question.memberId),
		}),
	async run(work, { id }, { question }) {
		await closeQuestion(work, question, 'withdrawn');
		return {
			result: { id },
			audit: { subject: { kind: 'platform', id }, detail: { question: question.id } },
		};
	},
});

/** 相利: a member says in its own words what it gained. */
export const sayBenefit = command('platform.sayBenefit', {
	input: benefitForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'sayBenefit');
		const member = ownMember(work.actor, platform, form.member);
		await keepBenefit(work, member.id, form.benefit);
		return {
			result: { id: form.id },
			audit: { subject: { kind: 'platform', id: form.id }, detail: { member: member.id } },
		};
	},
});

async function keepAnswer(
	{ tx, actor, now }: Work,
	questionId: string,
	memberId: string,
	agrees: boolean,
	words: string,
) {
	const answer = { agrees, words, answeredBy: whoActs(actor), answeredAt: now() };
	await tx
		.insert(platformAnswers)
		.values({ operatorId: actor.operatorId, questionId, memberId, ...answer })
		.onConflictDoUpdate({
			target: [platformAnswers.operatorId, platformAnswers.questionId, platformAnswers.memberId],
			set: answer,
		});
}

async function keepBenefit(
	{ tx, actor, now }: Work,
	memberId: string,
	words: string,
): Promise<void> {
	const said = { words, saidBy: whoActs(actor), saidAt: now() };
	await tx
		.insert(platformBenefits)
		.values({ operatorId: actor.operatorId, memberId, ...said })
		.onConflictDoUpdate({
			target: [platformBenefits.operatorId, platformBenefits.memberId],
			set: said,
		});
}

/** Counts the answers; when it is decided, what was asked happens in the same transaction. */
export async function settle(
	work: Work,
	platform: PlatformStanding,
	question: Question,
): Promise<'open' | 'agreed' | 'notAgreed'> {
	const { tx, actor, now } = work;
	const answers: Answer[] = await tx
		.select({ memberId: platformAnswers.memberId, agrees: platformAnswers.agrees })
		.from(platformAnswers)
		.where(
			and(
				eq(platformAnswers.operatorId, actor.operatorId),
				eq(platformAnswers.questionId, question.id),
			),
		);
	const memberIds = activeMembers(platform.members).map(({ id }) => id);
	const stand = standOf({ askedAt: question.askedAt, memberIds, answers }, now());
	if (stand === 'open') return stand;
	await closeQuestion(work, question, stand);
	if (stand === 'agreed') await carryOut(work, platform, question);
	return stand;
}

/** The question that waits for answers, if there is one. */
export async function openQuestionOf(
	{ tx, actor }: Work,
	platformId: string,
): Promise<Question | undefined> {
	const [question] = await tx
		.select()
		.from(platformQuestions)
		.where(
			and(
				eq(platformQuestions.operatorId, actor.operatorId),
				eq(platformQuestions.platformId, platformId),
				eq(platformQuestions.state, 'open'),
			),
		);
	return question;
}

async function closeQuestion(
	{ tx, actor, now }: Work,
	question: Question,
	state: 'agreed' | 'notAgreed' | 'withdrawn',
) {
	const [closed] = await tx
		.update(platformQuestions)
		.set({ state, closedAt: now() })
		.where(
			and(
				eq(platformQuestions.operatorId, actor.operatorId),
				eq(platformQuestions.id, question.id),
				eq(platformQuestions.state, 'open'),
			),
		)
		.returning({ id: platformQuestions.id });
	if (!closed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

async function carryOut(work: Work, platform: PlatformStanding, question: Question): Promise<void> {
	const ended = { endedAt: work.now() };
	if (question.kind === 'achieve') {
		await movePlatform(work, platform, 'achieve', {
			...ended,
			ending: 'achieved',
			stage: 'review',
		});
	} else if (question.kind === 'stop') {
		await movePlatform(work, platform, 'stop', {
			...ended,
			ending: 'stopped',
			stopReason: question.words,
			stage: 'review',
		});
	} else if (question.mergeInto) {
		await merge(work, platform, question.mergeInto);
	}
}

/** 合流: open tasks go along without a holder, the other members are invited; each joins by an own yes. */
async function merge(work: Work, platform: PlatformStanding, into: string): Promise<void> {
	const { tx, actor, now, newId } = work;
	const other = await lockedPlatform(work, into);
	if (!isOpenToOthers(other.state)) throw new Refusal('not-now', 'platforms_merge_not_running');
	const archive = await keepArchive(work, platform.id);
	await moveTasksTo(work, platform.id, into);
	await releaseTasks(work, platform.id);
	await movePlatform(work, platform, 'merge', {
		endedAt: now(),
		ending: 'merged',
		mergedInto: into,
		archive,
	});
	await closeMemberships(work, platform.id);
	await tie(work, { kind: 'platform', id: platform.id }, { kind: 'platform', id: into });
	const known = other.members.filter(({ state }) => ['active', 'invited', 'asked'].includes(state));
	const guests = activeMembers(platform.members).filter(
		(member) =>
			!known.some(
				(one) => one.organisationId === member.organisationId && one.personId === member.personId,
			),
	);
	if (guests.length === 0) return;
	await tx.insert(platformMembers).values(
		guests.map(({ organisationId, personId, displayName }) => ({
			operatorId: actor.operatorId,
			id: newId(),
			platformId: into,
			organisationId,
			personId,
			displayName,
			state: 'invited' as const,
			invitedBy: whoActs(actor),
			invitedAt: now(),
		})),
	);
	await tell(work, other, guests, 'invited');
	await touch(work, into);
}
