package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/rancher/kontainer-engine/types"

	"rancher-interop/internal/host"
)

// checkCredentials looks at the form of what Rancher will use to reach the cluster.
func checkCredentials(info *types.ClusterInfo) error {
	var problems []error
	if info.Endpoint == "" {
		problems = append(problems, errors.New("there is no endpoint"))
	}
	if info.ServiceAccountToken == "" || strings.ContainsAny(info.ServiceAccountToken, " \r\n") {
		problems = append(problems, errors.New("the service account token is empty or has white space in it"))
	}
	if _, err := authorities(info); err != nil {
		problems = append(problems, err)
	}
	for field, value := range map[string]string{"client certificate": info.ClientCertificate, "client key": info.ClientKey} {
		if _, err := decodePEM(value); value != "" && err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", field, err))
		}
	}
	return errors.Join(problems...)
}

// checkToken calls the cluster with the token, which must be let in, and with a wrong one, which must not.
func checkToken(ctx context.Context, info *types.ClusterInfo) error {
	pool, err := authorities(info)
	if err != nil {
		return err
	}
	client := &http.Client{
		Timeout: 30 * time.Second,
		// No proxy: the endpoint is to be reached as it is given.
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}},
	}
	defer client.CloseIdleConnections()
	return errors.Join(
		expectStatus(ctx, client, info.Endpoint, info.ServiceAccountToken, http.StatusOK),
		expectStatus(ctx, client, info.Endpoint, "not-a-token", http.StatusUnauthorized),
	)
}

func expectStatus(ctx context.Context, client *http.Client, endpoint, token string, want int) error {
	url := strings.TrimSuffix(host.Endpoint(endpoint), "/") + "/api/v1/namespaces"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("call cluster: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("call cluster: %w", err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20))
	if response.StatusCode != want {
		return fmt.Errorf("call cluster: GET %s answered %d, expected %d", url, response.StatusCode, want)
	}
	return nil
}

func authorities(info *types.ClusterInfo) (*x509.CertPool, error) {
	block, err := decodePEM(info.RootCaCertificate)
	if err != nil {
		return nil, fmt.Errorf("root CA certificate: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(block) {
		return nil, errors.New("root CA certificate: there is no certificate in it")
	}
	return pool, nil
}

// decodePEM decodes the form in which certificates and keys travel: base64 of PEM.
func decodePEM(value string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return nil, errors.New("is not base64")
	}
	if block, _ := pem.Decode(data); block == nil {
		return nil, errors.New("is not base64 of PEM")
	}
	return data, nil
}
