/** Every text exists in the three languages, with the same blanks, and every key that code writes is a text. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as v from 'valibot';

const locales = ['ja', 'ja-simple', 'en'] as const;
const texts = v.record(v.string(), v.string());

function messagesOf(locale: string): Map<string, string> {
	const all = new Map<string, string>();
	for (const file of globSync(`messages/${locale}/*.json`)) {
		for (const [key, text] of Object.entries(
			v.parse(texts, JSON.parse(readFileSync(file, 'utf8'))),
		)) {
			if (all.has(key)) throw new Error(`${key} stands in two files`);
			all.set(key, text);
		}
	}
	return all;
}

const blanksOf = (text: string) =>
	[...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();
const ja = messagesOf('ja');

test.each(locales.slice(1))('%s has the same texts with the same blanks as ja', (locale) => {
	const other = messagesOf(locale);
	expect([...ja.keys()].filter((key) => !other.has(key))).toEqual([]);
	expect([...other.keys()].filter((key) => !ja.has(key))).toEqual([]);
	const uneven = [...ja].filter(
		([key, text]) => String(blanksOf(text)) !== String(blanksOf(other.get(key) ?? '')),
	);
	expect(uneven.map(([key]) => key)).toEqual([]);
});

test('no text is empty, and no Japanese text is written in English', () => {
	for (const locale of locales) {
		const empty = [...messagesOf(locale)].filter(([, text]) => text.trim() === '');
		expect(empty.map(([key]) => key)).toEqual([]);
	}
	const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
	const words = (text: string) => /[a-z]{4,}/i.test(text.replace(/\{\w+\}/g, ''));
	const foreign = [...ja].filter(([, text]) => !japanese.test(text) && words(text));
	expect(foreign.map(([key]) => key)).toEqual([]);
});

test('the settings list every file of texts', () => {
	const settings = readFileSync('project.inlang/settings.json', 'utf8');
	const missing = globSync('messages/ja/*.json').filter(
		(file) => !settings.includes(`./messages/{locale}/${file.split('/').at(-1) ?? ''}`),
	);
	expect(missing).toEqual([]);
});

test('every message of a form schema is the key of a text', () => {
	const unknown = globSync('src/lib/**/{forms,fields}.ts').flatMap((file) =>
		[
			...readFileSync(file, 'utf8').matchAll(
				/'([a-z]+(?:_[a-zA-Z0-9]+)+)'(?: satisfies MessageKey)/g,
			),
		]
			.map((match) => match[1] ?? '')
			.filter((key) => !ja.has(key))
			.map((key) => `${file}: ${key}`),
	);
	expect(unknown).toEqual([]);
});
