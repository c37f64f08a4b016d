# docketwatch as a container: one static binary, no shell, no root.
#   docker build -t docketwatch .
#   docker run --read-only --tmpfs /tmp -v ./docketwatch.yaml:/etc/docketwatch.yaml:ro -v docketwatch:/var/lib/docketwatch docketwatch

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/docketwatch ./cmd/docketwatch
# The ledger's folder must belong to the user who writes it.
RUN mkdir -p /out/var/lib/docketwatch

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/docketwatch /docketwatch
COPY --from=build --chown=65532:65532 /out/var/lib/docketwatch /var/lib/docketwatch
USER 65532:65532
WORKDIR /var/lib/docketwatch
VOLUME /var/lib/docketwatch
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/docketwatch", "healthy", "-c", "/etc/docketwatch.yaml"]
ENTRYPOINT ["/docketwatch"]
CMD ["run", "-c", "/etc/docketwatch.yaml"]
