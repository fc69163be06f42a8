import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actName, detailText, nounName, nouns, verbs } from './acts.ts';

/** Every act in the source, as `command('concern.publish', …)`, a press on the console or a reading that is written down names it. */
function actsInSource(): string[] {
	const files = globSync('src/lib/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
	return files.flatMap((file) =>
		[
			...readFileSync(file, 'utf8').matchAll(
				/\b(?:command\(|press\(|writeAudit\(tx, actor, now\(\),)\s*'([a-zA-Z]+\.[a-zA-Z]+)'/g,
			),
		].map(([, act]) => act ?? ''),
	);
}

test('whoever audits reads every act in words, not in code', () => {
	const acts = actsInSource();
	expect(acts.length).toBeGreaterThan(100);
	const wordless = acts.filter((act) => {
		const [noun, verb] = act.split('.');
		return !nouns.some((name) => name === noun) || !verbs.some((name) => name === verb);
	});
	expect(wordless).toEqual([]);
});

test('an act of an older program is shown as it is', () => {
	expect(actName('concern.publish')).toBe('困りごと：公開した');
	expect(actName('lantern.light')).toBe('lantern：light');
	expect(nounName('lantern')).toBe('lantern');
});

test('states and counts are shown, nothing where there is nothing', () => {
	expect(detailText({ role: 'auditor', scopeId: null, ids: ['a', 'b'], count: 2 })).toBe(
		'role: auditor ／ ids: a, b ／ count: 2',
	);
	expect(detailText({})).toBe('');
});
