import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../kernel/actor.ts';
import {
	awaitingOf,
	browserName,
	isEasyPassword,
	loginName,
	mayGrant,
	mayIssueCard,
	mayKeepPeople,
	maySeeAudit,
	maySeePeople,
	plainCode,
	safeNext,
	standardEnd,
} from './rules.ts';

function someone(...roles: Role[]): Actor {
	const grants = roles.map((role) => ({ role, scopeKind: 'operator' as const, scopeId: null }));
	return { kind: 'person', operatorId: 'o', personId: 'me', grants, represents: [] };
}

describe('where to go after signing in', () => {
	test.each([
		['/hikari/desk', '/hikari/desk'],
		['/hikari', '/hikari'],
		['/hikari/concerns?page=2&q=%E8%A6%8B', '/hikari/concerns?page=2&q=%E8%A6%8B'],
		['/hikari/a/../desk', '/hikari/desk'],
	])('%s is inside', (next, expected) => {
		expect(safeNext(next, 'hikari', '/home')).toBe(expected);
	});

	test.each([
		null,
		'',
		'desk',
		'//evil.example',
		'///evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n//evil.example',
		'https://evil.example/hikari/',
		'javascript:alert(1)',
		'/hikari/..//evil.example',
		'/hikari/../other/desk',
		'/hikarix/desk',
		'/other/desk',
		'/hikari/sign-in?next=/hikari/sign-in',
		`/hikari/${'a'.repeat(600)}`,
	])('%j is not followed', (next) => {
		expect(safeNext(next, 'hikari', '/home')).toBe('/home');
	});
});

describe('roles of staff in a browser', () => {
	const now = new Date('2026-11-22T09:00:00Z');
	const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
	test.each([
		['no second factor is asked for', false, null, 100, null],
		['none was proven', true, null, 1, 'secondFactor'],
		['it was proven this morning', true, 3, 3, null],
		['it was proven yesterday', true, 13, 13, 'freshSignIn'],
		['it was proven again today in an older sign-in', true, 1, 30, null],
	] as const)('%s', (_, asked, provenHoursAgo, signedInHoursAgo, expected) => {
		const secondFactorAt = provenHoursAgo === null ? null : hoursAgo(provenHoursAgo);
		expect(awaitingOf(asked, { secondFactorAt, signedInAt: hoursAgo(signedInHoursAgo) }, now)).toBe(
			expected,
		);
	});
});

describe('who may', () => {
	const matrix: [Role | null, { see: boolean; keep: boolean; grant: boolean; audit: boolean }][] = [
		['secretariat', { see: true, keep: true, grant: true, audit: true }],
		['administrator', { see: true, keep: true, grant: false, audit: false }],
		['auditor', { see: true, keep: false, grant: false, audit: true }],
		['coordinator', { see: false, keep: false, grant: false, audit: false }],
		['officer', { see: false, keep: false, grant: false, audit: false }],
		['facilitator', { see: false, keep: false, grant: false, audit: false }],
		['evaluator', { see: false, keep: false, grant: false, audit: false }],
		[null, { see: false, keep: false, grant: false, audit: false }],
	];
	test.each(matrix)('%s', (role, expected) => {
		const actor = role ? someone(role) : someone();
		expect({
			see: maySeePeople(actor),
			keep: mayKeepPeople(actor),
			grant: mayGrant(actor, 'somebody else'),
			audit: maySeeAudit(actor),
		}).toEqual(expected);
	});

	test('the secretariat grants nothing to itself', () => {
		expect(mayGrant(someone('secretariat'), 'me')).toBe(false);
	});

	test('a card is not printed for oneself nor for staff', () => {
		const actor = someone('secretariat');
		expect(mayIssueCard(actor, { id: 'other', roles: [] })).toBe(true);
		expect(mayIssueCard(actor, { id: 'other', roles: ['facilitator'] })).toBe(true);
		expect(mayIssueCard(actor, { id: 'me', roles: [] })).toBe(false);
		expect(mayIssueCard(actor, { id: 'other', roles: ['coordinator'] })).toBe(false);
		expect(mayIssueCard(someone('coordinator'), { id: 'other', roles: [] })).toBe(false);
	});
});

test('roles end with the fiscal year', () => {
	expect(standardEnd('2026-11-22')).toBe('2027-03-31');
	expect(standardEnd('2027-03-31')).toBe('2027-03-31');
	expect(standardEnd('2027-04-01')).toBe('2028-03-31');
});

test('codes and card numbers are read however they are typed', () => {
	expect(plainCode('１２３ ４５６')).toBe('123456');
	expect(loginName(' ４８２７－３９５１ ')).toEqual({ username: '48273951' });
	expect(loginName('4827 3951')).toEqual({ username: '48273951' });
	expect(loginName('Hanako＠Example.JP')).toEqual({ email: 'hanako@example.jp' });
});

test.each([
	['aaaaaaaaaaaa', true],
	['Password2026', true],
	['123456789012', true],
	['hanako-2026', true],
	['うみべの灯り 7つ', false],
	['kT9-vela-31', false],
])('%s is easy to guess: %s', (password, expected) => {
	expect(isEasyPassword(password, ['hanako@example.jp', 'hanako'])).toBe(expected);
});

test.each([
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
		'iPhone・Safari',
	],
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
		'Windows・Edge',
	],
	[
		'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
		'Android・Chrome',
	],
	['curl/8.0', ''],
])('%s is shown as %s', (userAgent, expected) => {
	expect(browserName(userAgent)).toBe(expected);
});
