import type { ListActivity } from '../../application/list-activity.js';
import { type Route } from './route.js';
export declare function activityRoute(listActivity: ListActivity): Route;
