import { activityRoute } from './activity-route.js';
import { aliasStatsRoute } from './alias-stats-route.js';
import { confirmCredentialsRoute, showCredentialsRoute } from './confirm-credentials-route.js';
import { createAliasRoute } from './create-alias-route.js';
import { deleteAliasRoute } from './delete-alias-route.js';
import { domainsRoute } from './domains-route.js';
import { releaseHandleRoute, takeHandleRoute } from './handle-routes.js';
import { liveRoute, readyRoute } from './health-routes.js';
import { listAliasesRoute } from './list-aliases-route.js';
import { requestCredentialsRoute } from './request-credentials-route.js';
/** Every route of the API. */
export function routesOf(use, limits, readyTimeoutMs) {
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
