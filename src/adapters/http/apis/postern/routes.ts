import type { ConfirmCredentials } from '../../../../application/credentials/confirm-credentials.js';
import type { CreateAlias } from '../../../../application/aliases/create-alias.js';
import type { DeleteAlias } from '../../../../application/aliases/delete-alias.js';
import type { ListActivity } from '../../../../application/activity/list-activity.js';
import type { ListAliases } from '../../../../application/aliases/list-aliases.js';
import type { ListServedDomains } from '../../../../application/domains/list-served-domains.js';
import type { StorageProbe } from '../../../../application/ports/backend.js';
import type { DomainEncoding } from '../../../../application/ports/domain-encoding.js';
import type { ReleaseHandle } from '../../../../application/handles/release-handle.js';
import type { RequestCredentials } from '../../../../application/credentials/request-credentials.js';
import type { ShowAliasStats } from '../../../../application/aliases/show-alias-stats.js';
import type { ShowCredentials } from '../../../../application/credentials/show-credentials.js';
import type { TakeHandle } from '../../../../application/handles/take-handle.js';
import { activityRoute } from './routes/activity-route.js';
import { aliasStatsRoute } from './routes/alias-stats-route.js';
import { confirmCredentialsRoute, showCredentialsRoute } from './routes/confirm-credentials-route.js';
import { createAliasRoute } from './routes/create-alias-route.js';
import { deleteAliasRoute } from './routes/delete-alias-route.js';
import { domainsRoute } from './routes/domains-route.js';
import { releaseHandleRoute, takeHandleRoute } from './routes/handle-routes.js';
import { liveRoute, readyRoute } from './routes/health-routes.js';
import type { RequestLimits } from '../../pipeline/limits/limit-requests.js';
import { listAliasesRoute } from './routes/list-aliases-route.js';
import { requestCredentialsRoute } from './routes/request-credentials-route.js';
import type { Route } from '../../pipeline/routing/route.js';

/** What the routes speak to. */
export interface RouteDependencies {
  readonly createAlias: CreateAlias;
  readonly listAliases: Pick<ListAliases, 'execute'>;
  readonly showAliasStats: Pick<ShowAliasStats, 'execute'>;
  readonly deleteAlias: DeleteAlias;
  readonly listActivity: Pick<ListActivity, 'execute'>;
  readonly listServedDomains: Pick<ListServedDomains, 'execute'>;
  /** Absent where the mail server has no handles on all domains: their routes are not there. */
  readonly handles?: { readonly take: TakeHandle; readonly release: ReleaseHandle } | undefined;
  /** Absent where no mail is sent: its routes are not there then. */
  readonly credentials?: CredentialUseCases | undefined;
  readonly probe: StorageProbe;
  readonly domainEncoding: DomainEncoding;
}

/** Keys by mail. */
export interface CredentialUseCases {
  readonly request: RequestCredentials;
  readonly show: ShowCredentials;
  readonly confirm: ConfirmCredentials;
}

/** Every route of the API. */
export function routesOf(use: RouteDependencies, limits: RequestLimits, readyTimeoutMs: number): readonly Route[] {
  const { handles, credentials, domainEncoding: toALabels } = use;
  return [
    createAliasRoute(use.createAlias, toALabels),
    deleteAliasRoute(use.deleteAlias, toALabels),
    listAliasesRoute(use.listAliases, toALabels),
    aliasStatsRoute(use.showAliasStats),
    ...(handles ? [takeHandleRoute(handles.take), releaseHandleRoute(handles.release)] : []),
    domainsRoute(use.listServedDomains),
    activityRoute(use.listActivity),
    ...(credentials
      ? [
          requestCredentialsRoute(credentials.request, toALabels, limits),
          showCredentialsRoute(credentials.show),
          confirmCredentialsRoute(credentials.confirm),
        ]
      : []),
    liveRoute(),
    readyRoute(use.probe, readyTimeoutMs),
  ];
}
