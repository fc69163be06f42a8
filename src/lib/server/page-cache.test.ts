import { expect, test } from 'vitest';
import { makePageCache } from './page-cache.ts';

const token = '0190b3c2-0000-7000-8000-000000000000';
const page = (html: string) => ({
	html,
	headers: [['content-type', 'text/html'] satisfies [string, string]],
});
const cache = () => makePageCache({ seconds: 30, bytes: 1_000 });
const at = 1_000_000;

function keep(pages: ReturnType<typeof cache>, operator: string, key: string, html: string) {
	pages.keep(operator, key, { generation: pages.generation(operator), at, page: page(html) });
}

test('a page is found until something of its operator changes, other operators keep theirs', () => {
	const pages = cache();
	keep(pages, 'a', '/issues', 'A');
	keep(pages, 'b', '/issues', 'B');
	pages.drop('a');
	expect(pages.find('a', '/issues', at)).toBeUndefined();
	expect(pages.find('b', '/issues', at)?.html).toBe('B');
	pages.dropAll();
	expect(pages.find('b', '/issues', at)).toBeUndefined();
});

test('a page that was being made while something changed is not kept', () => {
	const pages = cache();
	const generation = pages.generation('a');
	pages.drop('a');
	pages.keep('a', '/issues', { generation, at, page: page('old') });
	expect(pages.find('a', '/issues', at)).toBeUndefined();
});

test('a page is made anew after its time', () => {
	const pages = cache();
	keep(pages, 'a', '/issues', 'A');
	expect(pages.find('a', '/issues', at + 29_999)?.html).toBe('A');
	expect(pages.find('a', '/issues', at + 30_000)).toBeUndefined();
});

test('two visitors get different form tokens from one kept page', () => {
	const pages = cache();
	keep(pages, 'a', '/issues', `<input type="hidden" name="once" value="${token}">`);
	const first = pages.find('a', '/issues', at)?.html;
	const second = pages.find('a', '/issues', at)?.html;
	expect(first).not.toContain(token);
	expect(first).not.toBe(second);
	expect(first).toMatch(/name="once" value="[0-9a-f-]{36}"/);
});

test('the page that was not asked for longest makes room', () => {
	const pages = cache();
	for (const key of ['1', '2', '3']) keep(pages, 'a', key, 'x'.repeat(150));
	pages.find('a', '1', at);
	keep(pages, 'a', '4', 'x'.repeat(150));
	expect(['1', '2', '3', '4'].filter((key) => pages.find('a', key, at))).toEqual(['1', '3', '4']);
	keep(pages, 'a', 'huge', 'x'.repeat(10_000));
	expect(pages.find('a', 'huge', at)).toBeUndefined();
});
