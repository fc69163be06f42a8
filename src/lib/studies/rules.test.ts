import { expect, test } from 'vitest';
import {
	afterQuestion,
	isShown,
	isStudy,
	phaseOf,
	questionStates,
	type QuestionMove,
	type QuestionState,
} from './rules.ts';

const lawful: Record<QuestionState, Partial<Record<QuestionMove, QuestionState>>> = {
	asked: { takeUp: 'open', answer: 'answered', leaveOut: 'leftOut' },
	open: { answer: 'answered', leaveOut: 'leftOut' },
	answered: { answer: 'answered', leaveOut: 'leftOut' },
	leftOut: { takeUp: 'open' },
};

test.each(questionStates)('a question that is %s moves as the table says', (state) => {
	for (const move of ['takeUp', 'answer', 'leaveOut'] as const)
		expect(afterQuestion(state, move)).toBe(lawful[state][move]);
});

test('what was only sent in, and what was left out, is not shown', () => {
	expect(questionStates.filter(isShown)).toEqual(['open', 'answered']);
});

test('a question is asked before, during or after, and not of what is not announced or called off', () => {
	expect(phaseOf('registration')).toBe('before');
	expect(phaseOf('postponed')).toBe('before');
	expect(phaseOf('open')).toBe('during');
	expect(phaseOf('closedDraft')).toBe('after');
	expect(phaseOf('published')).toBe('after');
	expect(phaseOf('planned')).toBeUndefined();
	expect(phaseOf('cancelled')).toBeUndefined();
});

test('only a 勉強会 keeps what was learned', () => {
	expect(isStudy({ kind: 'study' })).toBe(true);
	expect(isStudy({ kind: 'talk' })).toBe(false);
	expect(isStudy({ kind: 'caseStudy' })).toBe(false);
});
