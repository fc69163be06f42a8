/** A thread of its own: gets a file, gives the list that it holds, or says why it holds none. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../kernel/refusal.ts';
import { openList, type Opened } from './open.ts';

async function open(content: Uint8Array): Promise<Opened> {
	try {
		return await openList(content);
	} catch (failure) {
		if (failure instanceof Refusal) return { problems: failure.problems };
		throw failure;
	}
}

parentPort?.postMessage(await open(workerData));
