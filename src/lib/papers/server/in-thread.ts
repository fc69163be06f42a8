import { Worker } from 'node:worker_threads';

/** Longer than the largest paper takes by far. */
const patience = 120_000;

/** Runs a file of this folder in a thread of its own: it gets `workerData` and says its answer once. */
export function inThread<Answer>(file: string, workerData: unknown): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(new URL(file, import.meta.url), { workerData });
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
