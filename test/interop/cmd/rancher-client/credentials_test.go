package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/rancher/kontainer-engine/types"
)

// apiServer answers like a cluster to which only the given token is let in.
func apiServer(t *testing.T, wrong int) *types.ClusterInfo {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		switch {
		case request.URL.Path != "/api/v1/namespaces":
			w.WriteHeader(http.StatusNotFound)
		case request.Header.Get("Authorization") != "Bearer right":
			w.WriteHeader(wrong)
		}
	}))
	t.Cleanup(server.Close)
	return &types.ClusterInfo{
		Endpoint:            server.URL,
		ServiceAccountToken: "right",
		RootCaCertificate:   encode(server.Certificate().Raw),
	}
}

func TestTokenMustBeLetInAndAnotherMustNot(t *testing.T) {
	info := apiServer(t, http.StatusUnauthorized)
	if err := checkToken(t.Context(), info); err != nil {
		t.Errorf("right token: %v", err)
	}
	info.Endpoint = strings.TrimPrefix(info.Endpoint, "https://")
	if err := checkToken(t.Context(), info); err != nil {
		t.Errorf("endpoint without a scheme: %v", err)
	}
	info.ServiceAccountToken = "stale"
	if err := checkToken(t.Context(), info); err == nil {
		t.Error("a token that the cluster refuses passed")
	}
	open := apiServer(t, http.StatusOK)
	if err := checkToken(t.Context(), open); err == nil {
		t.Error("a cluster that lets in everybody passed")
	}
}

func TestTokenIsNotSentToAStranger(t *testing.T) {
	info := apiServer(t, http.StatusUnauthorized)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true}
	other, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	info.RootCaCertificate = encode(other)
	if err := checkToken(t.Context(), info); err == nil || !strings.Contains(err.Error(), "x509") {
		t.Errorf("a cluster that its CA does not vouch for: %v", err)
	}
}

func encode(certificate []byte) string {
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
	return base64.StdEncoding.EncodeToString(block)
}

func TestFormOfCredentials(t *testing.T) {
	sound := apiServer(t, http.StatusUnauthorized)
	if err := checkCredentials(sound); err != nil {
		t.Fatal(err)
	}
	for because, spoil := range map[string]func(*types.ClusterInfo){
		"Rancher needs an address":                func(info *types.ClusterInfo) { info.Endpoint = "" },
		"Rancher needs a token":                   func(info *types.ClusterInfo) { info.ServiceAccountToken = "" },
		"the token travels as plain text":         func(info *types.ClusterInfo) { info.ServiceAccountToken = "right\n" },
		"certificates travel as base64":           func(info *types.ClusterInfo) { info.RootCaCertificate = "-----BEGIN" },
		"keys travel as base64 of PEM":            func(info *types.ClusterInfo) { info.ClientKey = "a2V5" },
		"client certificates travel the same way": func(info *types.ClusterInfo) { info.ClientCertificate = "%" },
	} {
		info := apiServer(t, http.StatusUnauthorized)
		spoil(info)
		if err := checkCredentials(info); err == nil {
			t.Errorf("passed, although %s", because)
		}
	}
}
