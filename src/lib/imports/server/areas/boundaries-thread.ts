/** A thread of its own: gets a GeoJSON file, gives its boundaries, or null when it has none. */
import { parentPort, workerData } from 'node:worker_threads';
import { readBoundaries } from '../../../districts/geometry.ts';

parentPort?.postMessage(readBoundaries(new TextDecoder().decode(workerData)) ?? null);
