import { playShort } from '#test/drills.ts';
import { ofRequests } from '../../drills/all.ts';

playShort(ofRequests);
