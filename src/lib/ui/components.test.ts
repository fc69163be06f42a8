import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { htmlOf } from '#test/render.ts';
import type { TraceCard } from '../trace/rules.ts';
import DateText from './DateText.svelte';
import Facts from './Facts.svelte';
import List from './List.svelte';
import Prose from './Prose.svelte';
import Telephone from './Telephone.svelte';
import Thread from './Thread.svelte';
import ThreadList from './ThreadList.svelte';

const evil = '<script>alert("&")</script>';
const request = {
	q: '見守り',
	page: 2,
	size: 20,
	sort: 'changed',
	descending: true,
	filters: { area: 'a' },
};
const columns = [
	{ key: 'title', label: '課題', sort: 'name' },
	{ key: 'changed', label: '更新日', sort: 'changed' },
	{ key: 'area', label: '地区' },
];
const cell = createRawSnippet<[unknown, string]>((row, key) => ({
	render: () => `<b>${String(row())} ${key()}</b>`,
}));

test('a list is a table whose heads sort, whose rows are named and whose pages keep what was asked', () => {
	const result = { rows: ['一', '二'], total: 57, request };
	const html = htmlOf(List, {
		result,
		columns,
		caption: '一覧',
		cell,
		empty: '',
		exportPath: '/issues/export.csv',
	});
	expect(html).toContain('<caption>一覧');
	expect(html).toContain('57件');
	expect(html).toMatch(/<th scope="col" role="columnheader" aria-sort="descending">\s*<a/);
	expect(html.match(/aria-sort/g)).toHaveLength(1);
	expect(html).toMatch(/<th scope="row" role="rowheader">\s*<b>一 title/);
	expect(html).toContain('data-label="更新日"');
	const kept = 'q=%E8%A6%8B%E5%AE%88%E3%82%8A&amp;area=a';
	expect(html).toContain(`href="?${kept}&amp;sort=changed&amp;order=asc"`);
	expect(html).toContain(`href="?${kept}&amp;sort=name&amp;order=asc"`);
	expect(html).toContain(`href="?${kept}&amp;sort=changed&amp;order=desc&amp;page=3"`);
	expect(html).toContain(`href="/hinata/issues/export.csv?${kept}`);
	expect(html).toContain('3ページのうち2ページ目');
});

test('an empty list says what to do, and after a search how to see everything again', () => {
	const nothing = { rows: [], total: 0, request: { ...request, q: '', filters: {} } };
	expect(
		htmlOf(List, { result: nothing, columns, caption: '', cell, empty: 'まだありません。' }),
	).toContain('まだありません。');
	const found = htmlOf(List, {
		result: { ...nothing, request },
		columns,
		caption: '',
		cell,
		empty: 'まだありません。',
	});
	expect(found).toContain('見つかりませんでした');
	expect(found).toContain('href="?"');
});

test('what somebody wrote is shown as written and never runs', () => {
	const html = htmlOf(Prose, { text: `${evil}\n次の行\n\n次の段落` });
	expect(html).not.toContain('<script>');
	expect(html).toContain('&lt;script>alert("&amp;")&lt;/script>');
	expect(html.match(/<p>/g)).toHaveLength(2);
	expect(htmlOf(Facts, { rows: [{ label: evil, value: evil }] })).not.toContain('<script>');
});

const card = (
	kind: TraceCard['kind'],
	id: string,
	day: string,
	path: string | null,
): TraceCard => ({
	kind,
	id,
	title: `${kind} ${id}`,
	state: '状態',
	at: new Date(`2026-11-${day}T00:00:00Z`),
	path,
});
const stops = [
	card('session', 's1', '12', '/forums/1'),
	card('concern', 'c2', '02', '/desk/concerns/2'),
	card('concern', 'c1', '01', null),
	card('concern', 'c3', '03', null),
	card('issue', 'i1', '05', '/issues/1'),
];
const here = { kind: 'issue', id: 'i1' } as const;

test('the thread shows what came before, where this stands, and that nothing followed yet', () => {
	const html = htmlOf(Thread, { stops, here, moreHref: '/hinata/trace/issue/i1' });
	const names = [...html.matchAll(/stop-name[^>]*> ?([^<]+)/g)].map((match) => match[1]?.trim());
	expect(names).toEqual(['気づき', '地域課題', '話し合い', 'プラットフォーム', '成果']);
	expect(html.match(/いまここ/g)).toHaveLength(1);
	expect(html.match(/aria-current="true"/g)).toHaveLength(1);
	expect(html.match(/まだありません/g)).toHaveLength(2);
	expect(html.indexOf('concern c1')).toBeLessThan(html.indexOf('concern c2'));
	expect(html).not.toContain('concern c3');
	expect(html).toContain('ほか1件');
	expect(html).toContain('href="/hinata/forums/1"');
	expect(html).not.toContain('href="/hinata/issues/1"');
});

test('what the reader may not open is no link', () => {
	const html = htmlOf(Thread, { stops, here });
	expect(html).toContain('concern c1');
	expect(html.match(/<a /g)).toHaveLength(2);
});

test('the opened thread says from what each thing came, and when', () => {
	const links = [
		{
			from: { kind: 'concern', id: 'c1' },
			to: here,
			madeAt: new Date('2026-11-05T00:00:00Z'),
			madeBy: null,
		},
		{
			from: { kind: 'concern', id: 'unseen' },
			to: here,
			madeAt: new Date('2026-11-05T00:00:00Z'),
			madeBy: null,
		},
	] as const;
	const html = htmlOf(ThreadList, { stops, links, here });
	expect(html.match(/「concern c1」から/g)).toHaveLength(1);
	expect(html).not.toContain('unseen');
	expect(html).toContain('R8.11.5');
});

test.each([
	[{ date: '2026-11-22' }, '<time datetime="2026-11-22">令和8年11月22日(日)（2026年）</time>'],
	[
		{ date: '2026-11-22', time: '13:30' },
		'<time datetime="2026-11-22T13:30">令和8年11月22日(日)（2026年） 13時30分</time>',
	],
	[
		{ instant: new Date('2026-11-22T15:30:00Z'), short: true },
		'<time datetime="2026-11-22T15:30:00.000Z">R8.11.23</time>',
	],
	[{ vague: { kind: 'text' as const, text: '秋ごろ' } }, '秋ごろ'],
	[{ date: null }, ''],
])('a date is printed as people write it: %j', (props, html) => {
	expect(htmlOf(DateText, props).trim()).toBe(html);
});

test('a telephone number can be dialled', () => {
	expect(htmlOf(Telephone, { number: '088-621-2913' })).toContain('href="tel:0886212913"');
});
