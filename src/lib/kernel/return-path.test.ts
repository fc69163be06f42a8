import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

const here = new URL('http://localhost:3000/display');

test.each([
	'/tokushima/issues',
	'/tokushima/issues?q=%E8%A6%8B%E5%AE%88%E3%82%8A&page=2#list',
	'/',
])('leads back to %s', (path) => {
	expect(returnPath(path, here)).toBe(path);
});

test.each([
	'//evil.example',
	'/\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'/./..//evil.example',
	'https://evil.example/',
	'javascript:alert(1)',
	'issues',
	'',
	`/${'a'.repeat(3_000)}`,
	null,
	undefined,
	7,
])('%j leads nowhere else', (wish) => {
	expect(returnPath(wish, here)).toBe('/');
});
