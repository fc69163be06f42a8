import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Longer than the heaviest work takes by far. */
const patience = 120_000;

/** The sources, which lie beside the built pages: a thread runs them as they are. */
const sources = join(dirname(findPackageJSON('.', import.meta.url) ?? '.'), 'src', 'lib');

/** What each file works on: one thing after the other, so that one person's heavy work leaves a core to everybody else. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Runs a file (named from src/lib) in a thread of its own: it gets `workerData`, says its answer once and ends. Rejects with
 * what the thread throws, and with an Error when it ends without an answer or takes longer than two minutes.
 */
export function inThread<Answer>(file: string, workerData: unknown): Promise<Answer> {
	const turn = (turns.get(file) ?? Promise.resolve()).then(() => run<Answer>(file, workerData));
	const settled = turn.then(noop, noop);
	turns.set(file, settled);
	void settled.then(() => turns.get(file) === settled && turns.delete(file));
	return turn;
}

const noop = () => undefined;

function run<Answer>(file: string, workerData: unknown): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(join(sources, file), { workerData });
		const late = setTimeout(() => {
			reject(new Error(`${file} took too long`));
			void thread.terminate();
		}, patience);
		thread.once('message', resolve);
		thread.once('error', reject);
		thread.once('exit', (code) => {
			clearTimeout(late);
			reject(new Error(`${file} ended with ${code} and without an answer`));
		});
	});
}
