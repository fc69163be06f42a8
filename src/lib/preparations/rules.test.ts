import { describe, expect, test } from 'vitest';
import type { Actor } from '../kernel/actor.ts';
import {
	linesOfSheet,
	mayAnswer,
	mayReadCards,
	mayRemind,
	takesLines,
	takesSheets,
	type Part,
} from './rules.ts';

const person = (represents: string[], role?: 'secretariat' | 'officer'): Actor => ({
	...{ kind: 'person', operatorId: 'o', personId: 'p', represents },
	grants: role ? [{ role, scopeKind: 'operator', scopeId: null }] : [],
});

test('an organisation answers for itself, whoever runs the session for all', () => {
	const sheet = (organisationId: string, facilitates = false) => ({ organisationId, facilitates });
	expect(mayAnswer(person(['a']), sheet('a'))).toBe(true);
	expect(mayAnswer(person(['a']), sheet('b'))).toBe(false);
	expect(mayAnswer(person([], 'secretariat'), sheet('b', true))).toBe(true);
	expect(mayAnswer(person([], 'officer'), sheet('b'))).toBe(false);
	expect(mayAnswer({ kind: 'anyone', operatorId: 'o' }, sheet('b'))).toBe(false);
});

test('cards are read by those who were asked and by those who run the session', () => {
	const cards = (facilitates = false) => ({ asked: ['a', 'b'], facilitates });
	expect(mayReadCards(person(['a']), cards())).toBe(true);
	expect(mayReadCards(person(['c']), cards())).toBe(false);
	expect(mayReadCards(person([], 'secretariat'), cards(true))).toBe(true);
	expect(mayReadCards(person([], 'officer'), cards())).toBe(false);
	expect(mayReadCards({ kind: 'anyone', operatorId: 'o' }, cards())).toBe(false);
});

test('sheets until the session is over, lines until the report is approved', () => {
	expect(takesSheets('registration')).toBe(true);
	expect(takesSheets('closedDraft')).toBe(false);
	expect(takesLines('closedDraft')).toBe(true);
	expect(takesLines('reportApproved')).toBe(false);
	expect(takesLines('cancelled')).toBe(false);
});

describe('lines', () => {
	test('each line by itself, without its bullet; only of what the organisation agreed to show', () => {
		const sheet = { whatWeDo: '見守り', troubles: '・人手がない\n\n- 足がない', wishes: '茶話会' };
		const linesShown = (...shown: Part[]) => linesOfSheet('x', { ...sheet, shown });
		expect(linesShown()).toEqual([]);
		expect(linesShown('whatWeDo').map(({ text }) => text)).toEqual(['見守り']);
		expect(linesShown('troubles', 'wishes')).toEqual([
			{ key: 'x.troubles.0', kind: 'troubles', text: '人手がない' },
			{ key: 'x.troubles.1', kind: 'troubles', text: '足がない' },
			{ key: 'x.wishes.0', kind: 'wishes', text: '茶話会' },
		]);
	});
});

test('once a day at most', () => {
	const askedAt = new Date('2026-11-20T00:00:00Z');
	const later = new Date('2026-11-21T00:00:00Z');
	expect(mayRemind({ answeredAt: null, askedAt, remindedAt: null }, askedAt)).toBe(false);
	expect(mayRemind({ answeredAt: null, askedAt, remindedAt: null }, later)).toBe(true);
	expect(mayRemind({ answeredAt: null, askedAt, remindedAt: later }, later)).toBe(false);
	expect(mayRemind({ answeredAt: later, askedAt, remindedAt: null }, later)).toBe(false);
});
