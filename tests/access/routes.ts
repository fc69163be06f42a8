/** The routes and form actions of the program, read from its own files: what the walks go over. */
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Row } from './expectations.ts';
import { here, query } from './world.ts';

const files = globSync('src/routes/**/{+page.svelte,+page.server.ts,+server.ts}');

export const routes = [
	...new Set(files.map((file) => dirname(file).replace(/^src\/routes/, '') || '/')),
].toSorted();

function sourceOf(route: string, name: '+page.server.ts' | '+server.ts'): string {
	const file = `src/routes${route === '/' ? '' : route}/${name}`;
	return files.includes(file) ? readFileSync(file, 'utf8') : '';
}

/** The form actions of a route, by name; 'default' for a page with one form. */
export function actionsOf(route: string): string[] {
	const source = sourceOf(route, '+page.server.ts');
	const [, block] = /export const actions(?:: Actions)? = \{\n([\s\S]*?)\n\}/.exec(source) ?? [];
	const found = [...(block ?? '').matchAll(/^\t(\w+)(?::|\(|,)/gm)].map((match) => match[1] ?? '');
	if (
		/export (?:const|let|function) actions\b|export \{[^}]*\bactions\b/.test(source) !==
		found.length > 0
	)
		throw new Error(`the actions of ${route} cannot be read`);
	return found;
}

/** The methods that a route without a page answers. */
export function methodsOf(route: string): string[] {
	const source = sourceOf(route, '+server.ts');
	return [...source.matchAll(/export (?:const|async function|function) ([A-Z]+)\b/g)].map(
		(match) => match[1] ?? '',
	);
}

/** Names of the parameters that a route reads from its address, as its files spell them. */
export function parametersOf(route: string): string[] {
	const source = sourceOf(route, '+page.server.ts') + sourceOf(route, '+server.ts');
	return [
		...source.matchAll(/\.(?:get|has|getAll)\('([\w-]+)'/g),
		...source.matchAll(/filters: \[([^\]]*)\]/g),
	].flatMap(([, names = '']) => names.split(/[',\s]+/).filter(Boolean));
}

/** The address of a route, with ids of the operator that `owner` names, below the operator of the walk. */
export async function addressOf(
	route: string,
	row: Row,
	owner: string,
): Promise<string | undefined> {
	let path = route.replace('[operator=operator]', here).replace('[...all]', 'nothing');
	for (const [name, statement] of Object.entries(row.ids ?? {})) {
		const [found] = await query<{ id: string }>(statement, statement.includes('$1') ? [owner] : []);
		if (!found) return undefined;
		path = path.replace(new RegExp(`\\[${name}(?:=\\w+)?\\]`), found.id);
	}
	return path;
}
