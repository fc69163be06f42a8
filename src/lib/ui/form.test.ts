import { expect, test } from 'vitest';
import { htmlOf } from '#test/render.ts';
import type { RefusedForm } from '../server/request.ts';
import SampleForm from '#test/SampleForm.svelte';

const refused: RefusedForm = {
	action: 'tell',
	message: '入力に直すところがあります。',
	problems: [
		{ field: 'body', text: '内容を書いてください。' },
		{ field: 'whose', text: 'どなたのことか選んでください。' },
	],
	values: {
		title: '"><script>alert(1)</script>',
		area: 'other',
		tags: ['other'],
		day: '令和8年13月1日',
		password: 'typed',
	},
};

/** The tag of one input, select or textarea. */
function tagOf(html: string, name: string): string {
	return new RegExp(`<(?:input|select|textarea)[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? '';
}

test('every input has a label, and says with words what must be filled in', () => {
	const html = htmlOf(SampleForm, { form: null });
	const inputs = [
		...html.matchAll(/<(?:input(?! type="hidden")|select|textarea)[^>]* id="([^"]+)"/g),
	];
	expect(inputs).toHaveLength(10);
	for (const [, id] of inputs) expect(html).toContain(`<label for="${id}"`);
	expect(html.match(/※必須/g)).toHaveLength(2);
	expect(html.match(/<fieldset/g)).toHaveLength(2);
});

test('every form carries a token of its own, so that pressing twice counts once', () => {
	const tokens = [
		...htmlOf(SampleForm, { form: null }).matchAll(/name="once" value="([0-9a-f-]{36})"/g),
	];
	expect(new Set(tokens.map(([, token]) => token)).size).toBe(2);
});

test('a page that opens shows what is stored, dates the way people write them', () => {
	const html = htmlOf(SampleForm, { form: null });
	expect(tagOf(html, 'title')).toContain('value="はじめの題"');
	expect(tagOf(html, 'day')).toContain('value="令和8年11月22日"');
	expect(tagOf(html, 'agree')).toContain('checked');
	expect(html).not.toContain('role="alert"');
});

test('a refused form links to what is to be mended and says it beside the field', () => {
	const html = htmlOf(SampleForm, { form: refused });
	expect(html.match(/role="alert"/g)).toHaveLength(1);
	for (const { field, text } of refused.problems) {
		const link = new RegExp(`href="#([^"]+)">${text}`).exec(html)?.[1] ?? 'no link';
		expect(link.endsWith(`-${field}`)).toBe(true);
		expect(html).toContain(`id="${link}"`);
		expect(html).toContain(`id="${link}-problem">${text}`);
	}
	expect(tagOf(html, 'body')).toMatch(
		/aria-invalid="true"[^>]*aria-describedby="[^"]+-body-problem"/,
	);
});

test('a refused form keeps what was typed, but never a password', () => {
	const html = htmlOf(SampleForm, { form: refused });
	expect(html).not.toContain('<script>');
	expect(tagOf(html, 'title')).toContain('value="&quot;>');
	expect(tagOf(html, 'day')).toContain('令和8年13月1日');
	expect(tagOf(html, 'agree')).not.toContain('checked');
	expect(html).toMatch(/name="tags" value="own"(?![^>]*checked)/);
	expect(html).toMatch(/name="tags" value="other" checked/);
	expect(html).toMatch(/<option value="other" selected/);
	expect(html).not.toMatch(/typed|secret/);
});

test('another form of the page does not take the blame', () => {
	const html = htmlOf(SampleForm, { form: { ...refused, action: 'withdraw', problems: [] } });
	expect(html.indexOf('role="alert"')).toBeGreaterThan(html.indexOf('?/withdraw'));
	expect(tagOf(html, 'title')).toContain('はじめの題');
});
