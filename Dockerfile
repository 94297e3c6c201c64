# One image for every program: `docker compose` names the one to run.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends librabbitmq-dev libpq-dev libcurl4-openssl-dev libgmime-3.0-dev libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Plugins Plugins
COPY Sources Sources
COPY Tests Tests
ARG LAPOR_COMMIT=unknown
RUN swift build -c release --static-swift-stdlib \
    && mkdir -p /staging \
    && cd "$(swift build -c release --static-swift-stdlib --show-bin-path)" \
    && for program in lapor IntakeWorker RoutingWorker NotifyWorker CaseWorker ClockWorker WebhookWorker SmsWorker Gateway MailWorker; do \
         if [ -x "$program" ]; then cp "$program" /staging/; fi; \
       done \
    # A resource bundle is looked for beside the program.
    && find . -maxdepth 1 -name 'lapor_*.resources' -exec cp -R {} /staging/ \;

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends librabbitmq4 libpq5 libcurl4 libgmime-3.0-0 librsvg2-bin ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/lapor --create-home --shell /usr/sbin/nologin lapor \
    && install -d -o lapor -g lapor /var/lib/lapor/outbox /var/lib/lapor/gateway /run/lapor-identity /run/lapor-words /run/lapor-search
COPY --from=build /staging/ /usr/local/lib/lapor/
COPY LICENSE NOTICE /usr/local/lib/lapor/
ENV PATH=/usr/local/lib/lapor:/usr/local/bin:/usr/bin:/bin
USER lapor
WORKDIR /var/lib/lapor
# Workers finish what they hold on SIGTERM, within 25 seconds.
STOPSIGNAL SIGTERM
CMD ["lapor", "--help"]
