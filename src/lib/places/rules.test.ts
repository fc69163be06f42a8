import { expect, test } from 'vitest';
import { mayEditPlace, publicAddress } from './rules.ts';

test.each([
	['蒼浜区本町3-8', '蒼浜区本町'],
	['蒼浜区灯山二丁目3番4号', '蒼浜区灯山'],
	['蒼浜区灯山２－３', '蒼浜区灯山'],
	['蒼浜区灯山', '蒼浜区灯山'],
])('a home shown up to the town does not tell its number: %s', (address, shown) => {
	expect(publicAddress(address, 'town')).toBe(shown);
});

test('an address on enquiry is not shown, an open one is', () => {
	expect(publicAddress('蒼浜区本町3-8', 'ask')).toBe('');
	expect(publicAddress('蒼浜区本町3-8', 'all')).toBe('蒼浜区本町3-8');
});

test('a place is edited by staff and by the people of its organisation only', () => {
	const place = { organisationId: 'a' };
	const person = { kind: 'person', operatorId: 'o', personId: 'p', grants: [] } as const;
	expect(mayEditPlace({ ...person, represents: ['a'] }, place)).toBe(true);
	expect(mayEditPlace({ ...person, represents: ['b'] }, place)).toBe(false);
	expect(mayEditPlace({ ...person, represents: [] }, { organisationId: null })).toBe(false);
	expect(mayEditPlace({ kind: 'anyone', operatorId: 'o' }, place)).toBe(false);
});
