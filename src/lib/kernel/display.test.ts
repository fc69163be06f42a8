import { expect, test } from 'vitest';
import { displayFrom, displayWishes, standardDisplay } from './display.ts';

const cookies = (values: Record<string, string>) => displayFrom((name) => values[name]);

test('a first visit sees the standard', () => {
	expect(cookies({})).toEqual(standardDisplay);
});

test('wishes are read from their cookies', () => {
	expect(
		cookies({ theme: 'dark', text: 'largest', furigana: 'on', PARAGLIDE_LOCALE: 'en' }),
	).toEqual({
		theme: 'dark',
		text: 'largest',
		furigana: true,
		locale: 'en',
	});
});

test('an unknown wish counts as the standard', () => {
	expect(
		cookies({ theme: '"><script>', text: 'huge', furigana: 'yes', PARAGLIDE_LOCALE: 'fr' }),
	).toEqual(standardDisplay);
});

test('やさしい日本語 always has furigana', () => {
	expect(cookies({ PARAGLIDE_LOCALE: 'ja-simple', furigana: 'off' }).furigana).toBe(true);
});

test('a form changes only what it names, and only to what is known', () => {
	const posted = new Map<string, unknown>([
		['text', 'large'],
		['theme', 'pink'],
		['locale', 'ja-simple'],
		['next', '/'],
	]);
	expect(displayWishes((name) => posted.get(name))).toEqual([
		['text', 'large'],
		['locale', 'ja-simple'],
	]);
});
