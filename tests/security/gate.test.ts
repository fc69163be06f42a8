import { expect, test } from 'vitest';
import { safetyHeaders, turnAway } from '../../scripts/gate.ts';
import { outward } from '../../src/lib/ui/outward.ts';

const origin = 'https://otagaisama.example.jp';
const form = { origin, 'content-type': 'application/x-www-form-urlencoded' };
const asked = (headers: Record<string, string>, method = 'POST', address = '/x/concerns/new') =>
	turnAway({ method, address, headers }, origin)?.status;

test('reading and our own forms go through', () => {
	expect(asked({}, 'GET')).toBeUndefined();
	expect(asked({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBeUndefined();
	expect(asked(form)).toBeUndefined();
	expect(asked({ ...form, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
	expect(asked({ ...form, 'content-type': 'multipart/form-data; boundary=x' })).toBeUndefined();
	expect(asked({ ...form, 'content-type': 'application/json;charset=utf-8' })).toBeUndefined();
});

test.each([
	['no origin', { 'content-type': form['content-type'] }, 403],
	['another site', { ...form, origin: 'https://elsewhere.example' }, 403],
	['the same name without encryption', { ...form, origin: 'http://otagaisama.example.jp' }, 403],
	['a neighbouring name', { ...form, 'sec-fetch-site': 'same-site' }, 403],
	['plain text', { ...form, 'content-type': 'text/plain' }, 415],
	['a type that only begins like ours', { ...form, 'content-type': 'application/jsonp' }, 415],
])('writing is turned away: %s', (_why, headers, status) => {
	expect(asked(headers)).toBe(status);
});

test('a letter that nobody can type is in no address', () => {
	expect(asked({}, 'GET', '/x/issues?q=%00')).toBe(400);
	expect(asked({}, 'GET', '/x/issues?q=%2500')).toBeUndefined();
});

test('whoever set a wrong address for the program is told which one it expects', () => {
	const turned = turnAway(
		{ method: 'POST', address: '/', headers: { ...form, origin: 'http://192.0.2.1:3000' } },
		origin,
	);
	expect(turned?.page).toContain(`この画面は ${origin} から`);
});

test('browsers are told to come back encrypted, where the program is reached so', () => {
	expect(safetyHeaders(origin)['strict-transport-security']).toMatch(/^max-age=31536000/);
	expect(safetyHeaders('http://127.0.0.1:3000')).not.toHaveProperty('strict-transport-security');
});

test.each([
	'javascript:alert(1)',
	'data:text/html,x',
	'vbscript:x',
	' javascript:x',
	'nothing',
	'',
])('%j is no link out', (address) => {
	expect(outward(address)).toBeUndefined();
});

test('an ordinary address is a link out', () => {
	expect(outward('https://example.jp/計画?p=1')).toBe('https://example.jp/計画?p=1');
});
