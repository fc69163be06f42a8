/** How members decide together: docs/decisions/2026-11-22-how-a-platform-ends.md. */
export const questionKinds = ['achieve', 'stop', 'merge'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionStates = ['open', 'agreed', 'notAgreed', 'withdrawn'] as const;
export type QuestionState = (typeof questionStates)[number];

/** So long everybody has time; then it is enough that half of the members have answered. */
export const daysToAnswer = 14;
/** Then those who have answered decide, so that silence cannot hold everybody for ever. */
export const daysToAnswerAtMost = 28;

const day = 86_400_000;

export function answerUntil(askedAt: Date): Date {
	return new Date(askedAt.getTime() + daysToAnswer * day);
}

export function answerAtMostUntil(askedAt: Date): Date {
	return new Date(askedAt.getTime() + daysToAnswerAtMost * day);
}

export type Answer = { memberId: string; agrees: boolean };

/**
 * What a question has come to. Every member has one answer, whoever the member is. All agree: agreed at
 * once. Otherwise nothing is decided before the time is over; then an objection stands against it, half
 * of the members are enough, and after twice the time whoever has answered.
 */
export function standOf(
	question: { askedAt: Date; memberIds: readonly string[]; answers: readonly Answer[] },
	now: Date,
): 'open' | 'agreed' | 'notAgreed' {
	const { askedAt, memberIds } = question;
	const answers = question.answers.filter((answer) => memberIds.includes(answer.memberId));
	const objections = answers.filter((answer) => !answer.agrees).length;
	if (answers.length === memberIds.length && objections === 0) return 'agreed';
	if (now < answerUntil(askedAt)) return 'open';
	if (objections > 0) return 'notAgreed';
	if (answers.length * 2 >= memberIds.length) return 'agreed';
	if (now < answerAtMostUntil(askedAt)) return 'open';
	return answers.length > 0 ? 'agreed' : 'notAgreed';
}
