/**
 * The dependency rules of docs/ARCHITECTURE.md, checked on every import in src/.
 * A room is a folder of src/lib; `kernel`, `server`, `ui`, `methods` and `paraglide` are shared, every other room is a
 * capability.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';

const importPattern =
	/(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;
const shared = new Set(['kernel', 'server', 'ui', 'methods', 'paraglide']);

/** What the pure files may use besides each other. */
const pureLibraries = new Set(['valibot']);

/** The arrow of the main loop: who may know whom. Nothing may point back. */
const base = ['operators', 'people', 'districts', 'trace'];
const mayKnow: Record<string, readonly string[]> = {
	operators: [],
	trace: ['operators'],
	districts: ['operators'],
	people: ['operators', 'districts'],
	// looks for what the rooms feed it; their rules come from the route
	search: ['operators'],
	// printed papers: what is printed comes from the rooms below, composed in src/lib/paper-kinds.ts
	papers: ['operators', 'people'],
	organisations: base,
	places: [...base, 'organisations'],
	imports: [...base, 'organisations', 'places'],
	concerns: [...base, 'organisations'],
	issues: [...base, 'search', 'organisations', 'concerns'],
	gatherings: [...base, 'papers', 'organisations', 'concerns', 'issues'],
	causes: [...base, 'organisations', 'concerns', 'issues', 'gatherings'],
	functions: [...base, 'search', 'organisations', 'places', 'issues', 'gatherings'],
	preparations: [...base, 'organisations', 'gatherings'],
	boards: [...base, 'search', 'organisations', 'gatherings', 'preparations'],
	seating: [...base, 'papers', 'organisations', 'gatherings'],
	facilitation: [...base, 'organisations', 'gatherings', 'boards', 'seating'],
	perceptions: [...base, 'papers', 'organisations', 'gatherings', 'boards'],
	platforms: [...base, 'organisations', 'concerns', 'issues', 'gatherings', 'functions'],
	benefits: [
		...base,
		...['papers', 'organisations', 'issues', 'gatherings', 'causes', 'preparations', 'boards'],
		'platforms',
	],
	records: [
		...base,
		...['papers', 'organisations', 'places', 'issues', 'gatherings', 'causes', 'functions'],
		'benefits',
	],
	outcomes: [
		...base,
		...['organisations', 'concerns', 'issues', 'gatherings', 'causes', 'functions'],
		...['preparations', 'platforms', 'benefits'],
	],
	digests: [
		...base,
		...['papers', 'organisations', 'issues', 'gatherings', 'preparations', 'platforms', 'outcomes'],
	],
	studies: [...base, 'organisations', 'issues', 'gatherings'],
};

type Place = { room: string; layer: 'routes' | 'pure' | 'server' | 'ui' };

function placeOf(file: string): Place {
	const parts = file.split('/').slice(1);
	const room = parts[0] === 'lib' ? parts[1] : undefined;
	if (!room || room.endsWith('.ts')) return { room: 'routes', layer: 'routes' };
	if (room === 'paraglide') return { room, layer: 'pure' };
	if (room === 'server' || parts.includes('server')) return { room, layer: 'server' };
	if (room === 'ui' || parts.includes('ui')) return { room, layer: 'ui' };
	return { room, layer: 'pure' };
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
	return [...readFileSync(file, 'utf8').matchAll(importPattern)].map((match) => ({
		target: match[1] ?? match[2] ?? '',
		typeOnly: /(?:import|export)\s+type\s/.test(match[0]),
	}));
}

function wrong(file: string, target: string, typeOnly: boolean): string | undefined {
	const from = placeOf(file);
	const own = target.startsWith('#lib/')
		? posix.join('src/lib', target.slice(5))
		: target.startsWith('.')
			? join(dirname(file), target)
			: undefined;
	if (!own) {
		if (from.layer === 'pure' && !pureLibraries.has(target)) {
			return `rules, forms and the kernel may use only ${[...pureLibraries].join(', ')}, not ${target}`;
		}
		if (from.layer === 'server' && target.startsWith('$app/')) {
			return `server code runs outside the web server too, so it cannot use ${target}`;
		}
		return;
	}
	const to = placeOf(own);
	if (to.layer === 'routes' && from.layer !== 'routes') return 'nothing may import a route';
	if (from.layer === 'pure' && to.layer !== 'pure' && !typeOnly)
		return `rules and forms may not use ${to.layer} code`;
	if (from.layer === 'ui' && to.layer === 'server' && !typeOnly)
		return 'components may not use server code';
	if (from.layer === 'server' && to.layer === 'ui') return 'server code may not use components';
	if (from.room === to.room || from.layer === 'routes' || shared.has(to.room)) return;
	if (shared.has(from.room)) {
		if (typeOnly) return;
		return `the shared room ${from.room} may not know the capability ${to.room}`;
	}
	if (!mayKnow[from.room]?.includes(to.room)) return `${from.room} may not know ${to.room}`;
}

/** What the algorithms take from the kernel: how Japanese and its dates are written. */
const writing = ['text', 'kanji-variants', 'kanji-numbers', 'eras', 'calendar'].map(
	(name) => `src/lib/kernel/${name}.ts`,
);

const sources = globSync('src/**/*.{ts,svelte}').filter(
	(file) => !file.endsWith('.test.ts') && !file.startsWith('src/lib/paraglide/'),
);
const rooms = globSync('src/lib/*/')
	.map((path) => path.split('/')[2] ?? '')
	.filter((room) => !shared.has(room));

test('every import follows the dependency rules', () => {
	const breaches = sources.flatMap((file) =>
		importsOf(file).flatMap(({ target, typeOnly }) => {
			const why = wrong(file, target, typeOnly);
			return why ? [`${file} imports ${target}: ${why}`] : [];
		}),
	);
	expect(breaches).toEqual([]);
});

test('the algorithms know nothing of the application, no clock and no unseeded chance', () => {
	const files = [...globSync('src/lib/methods/**/*.ts'), ...writing].filter(
		(file) => !file.endsWith('.test.ts'),
	);
	const known = new Set(files);
	const breaches = files.flatMap((file) => {
		const foreign = importsOf(file).flatMap(({ target }) =>
			target.startsWith('.') && known.has(join(dirname(file), target)) ? [] : [target],
		);
		const impure =
			/\b(?:Date\.now|new Date\(\)|performance\.|process\.|crypto\.|Math\.random)/.exec(
				readFileSync(file, 'utf8'),
			);
		return [...foreign, ...(impure ?? [])].map((what) => `${file}: ${what}`);
	});
	expect(files.length).toBeGreaterThan(30);
	expect(breaches).toEqual([]);
});

test('every capability declares what it may know', () => {
	expect(new Set(Object.keys(mayKnow))).toEqual(new Set(rooms));
});

test('every capability explains itself in a README of at most 40 lines', () => {
	const missing = rooms.filter((room) => !existsSync(`src/lib/${room}/README.md`));
	const long = rooms.filter(
		(room) =>
			existsSync(`src/lib/${room}/README.md`) &&
			readFileSync(`src/lib/${room}/README.md`, 'utf8').split('\n').length > 41,
	);
	expect({ missing, long }).toEqual({ missing: [], long: [] });
});

test('no source file grows past 400 lines, no route file past 100', () => {
	// a list of columns is read like a table, not like a text
	const read = sources.filter((file) => !file.endsWith('/server/tables.ts'));
	const long = read.filter((file) => {
		const lines = readFileSync(file, 'utf8').split('\n').length;
		return lines > (file.endsWith('+page.server.ts') ? 100 : 400);
	});
	expect(long).toEqual([]);
});

test('no room opens connections of its own, and nobody runs SQL that was glued together', () => {
	const breaches = sources.filter((file) => {
		const text = readFileSync(file, 'utf8');
		const opens = /from 'pg'/.test(text) && !file.startsWith('src/lib/server/');
		return opens || /sql\.raw\(/.test(text);
	});
	expect(breaches).toEqual([]);
});
