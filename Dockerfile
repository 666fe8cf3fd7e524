# The function as a container. `npm run build` comes first: nothing is made or installed in here, so that the same few
# files serve every architecture that the base has (docker buildx build --platform linux/amd64,linux/arm64 .).
#
# Any base will do that has Node 20 or later in a folder of the PATH below, and the user nobody: as that user kpt and
# kustomize run functions. With a digest behind the tag, builds are repeatable.
ARG BASE_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot
FROM ${BASE_IMAGE}
ARG BASE_IMAGE

LABEL org.opencontainers.image.title="k8ssandra-image-mirror" \
      org.opencontainers.image.description="KRM function that points every K8ssandra image at a private mirror" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"

# Distroless keeps its Node in /nodejs/bin, and other images in one of these; none has to have a shell.
ENV PATH=/nodejs/bin:/usr/local/bin:/usr/bin:/bin

COPY LICENSE NOTICE dist/THIRD-PARTY-LICENSES.txt dist/k8ssandra-image-mirror.cjs /k8ssandra-image-mirror/

# nobody, by number: then Kubernetes can tell that it is not root.
USER 65534:65534

ENTRYPOINT ["node", "/k8ssandra-image-mirror/k8ssandra-image-mirror.cjs"]
