import { expect, test } from 'vitest';
import { endKey, visiblePart, type TraceEnd, type TraceKind, type TraceLink } from './rules.ts';

const end = (kind: TraceKind, id: string): TraceEnd => ({ kind, id });
const arrow = (from: TraceEnd, to: TraceEnd): TraceLink => ({
	from,
	to,
	madeAt: new Date(0),
	madeBy: null,
});

const concern = end('concern', 'c');
const issue = end('issue', 'i');
const otherIssue = end('issue', 'j');
const platform = end('platform', 'p');
const outcome = end('outcome', 'o');
const links = [
	arrow(concern, issue),
	arrow(concern, otherIssue),
	arrow(issue, platform),
	arrow(platform, outcome),
];

const keys = (ends: readonly TraceEnd[]) => ends.map(endKey).sort();

test('who sees everything sees the whole thread, back and forward', () => {
	const part = visiblePart(platform, links, [concern, issue, platform, outcome]);
	expect(keys(part.ends)).toEqual(keys([concern, issue, platform, outcome]));
	expect(part.links).toHaveLength(3);
});

test('what is hidden takes away what lies behind it', () => {
	const part = visiblePart(outcome, links, [issue, outcome]);
	expect(part.ends).toEqual([]);
	expect(part.links).toEqual([]);
});

test('two issues that only a hidden concern has in common are not shown together', () => {
	const part = visiblePart(issue, links, [issue, otherIssue, platform, outcome]);
	expect(keys(part.ends)).toEqual(keys([issue, platform, outcome]));
});

test('a circle ends', () => {
	const round = [arrow(issue, platform), arrow(platform, issue)];
	expect(keys(visiblePart(issue, round, [issue, platform]).ends)).toEqual(keys([issue, platform]));
});

test('whoever cannot see the thing itself sees nothing of its thread', () => {
	expect(visiblePart(concern, links, [issue, platform, outcome])).toEqual({ ends: [], links: [] });
});
