import { ShowAliasStats } from '../../application/show-alias-stats.js';
import { type Route } from './route.js';
export declare function aliasStatsRoute(showAliasStats: ShowAliasStats): Route;
